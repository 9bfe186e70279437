import { failureOf } from '../failure/failure-of.js';
import type { Failure } from '../failure/failure-types.js';
import { redact } from '../key/redact.js';

export type KeyResolutionKind = 'key-missing' | 'key-unknown-name' | 'key-malformed' | 'config-syntax';

/** What an error of this class knows besides its kind and its sentence. */
export interface KeyResolutionDetails {
  readonly keyName?: string | undefined;
  readonly nearest?: readonly string[];
  readonly line?: number | undefined;
}

/**
 * No key can be sent, and none was: nothing has been billed. Switch over `kind`; the message says what
 * happened and what to do, and never holds a key.
 */
export class KeyResolutionError extends Error {
  override readonly name = 'KeyResolutionError';
  readonly kind: KeyResolutionKind;
  readonly failure: Failure;
  /** The name that was asked for, where one was; masked should it be a key by mistake. */
  readonly keyName: string | undefined;
  /** Names that are near the one asked for, the nearest first. */
  readonly nearest: readonly string[];
  /** Line of config.ini, counted from 1, where one is at fault. */
  readonly line: number | undefined;

  constructor(kind: KeyResolutionKind, sentence: string, details: KeyResolutionDetails = {}) {
    super(`[${kind}] ${sentence}`);
    this.kind = kind;
    this.failure = failureOf(kind, { remedy: sentence });
    this.keyName = details.keyName === undefined ? undefined : redact(details.keyName);
    this.nearest = details.nearest ?? [];
    this.line = details.line;
  }
}
