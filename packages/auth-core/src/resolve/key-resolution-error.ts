import { brand } from '../failure/brand.js';
import { DlubalError } from '../failure/dlubal-error.js';
import { localFailure } from '../failure/local-failure.js';
import { CONFIG_KINDS } from '../failure/tables/local/config-kinds.js';
import { KEY_KINDS } from '../failure/tables/local/key-kinds.js';
import { redact } from '../redaction/redact.js';

const KINDS_OF_RESOLUTION = { ...KEY_KINDS, ...CONFIG_KINDS };

/** Why no key can be sent. */
export type KeyResolutionKind = 'key-missing' | 'key-unknown-name' | 'key-malformed' | 'config-syntax';

/** What an error of this class says and knows. A sentence left out is that of the kind. */
export interface KeyResolutionDetails {
  /** What happened, in one sentence. */
  readonly happened?: string;
  /** What to do about it. */
  readonly remedy?: string;
  readonly keyName?: string | undefined;
  readonly nearest?: readonly string[];
  readonly line?: number | undefined;
}

/**
 * No key can be sent, and none was: nothing has been billed. Switch over `kind`; the message says what
 * happened and what to do, and never holds a key.
 */
export class KeyResolutionError extends DlubalError<KeyResolutionKind> {
  static {
    brand(KeyResolutionError, 'KeyResolutionError');
  }

  /** The name that was asked for, where one was; masked should it be a key by mistake. */
  readonly keyName: string | undefined;
  /** Names that are near the one asked for, the nearest first. */
  readonly nearest: readonly string[];
  /** Line of config.ini, counted from 1, where one is at fault. */
  readonly line: number | undefined;

  constructor(kind: KeyResolutionKind, details: KeyResolutionDetails = {}) {
    super(localFailure(KINDS_OF_RESOLUTION, kind, { happened: details.happened, remedy: details.remedy }));
    this.keyName = details.keyName === undefined ? undefined : redact(details.keyName);
    this.nearest = details.nearest ?? [];
    this.line = details.line;
  }
}
