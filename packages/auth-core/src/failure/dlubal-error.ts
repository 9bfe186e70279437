import { brand, hasMark } from './brand.js';
import type { Failure } from './failure.js';
import type { FailureKind } from './kinds.js';
import { sentencesOf } from './sentences-of.js';

/**
 * The parent of every error that the kit throws. Switch over `kind`; the message is `[kind] happened remedy`. It holds no
 * key, no metadata and no request, so it can be logged whole. `instanceof` and `isDlubalError` also know errors that
 * another copy of the package made, or another realm.
 *
 * @example
 * try {
 *   await using app = await connect();
 * } catch (error) {
 *   if (!isDlubalError(error)) throw error;
 *   console.error(error.failure.happened, error.failure.remedy);
 *   process.exitCode = error.failure.exitCode;
 * }
 */
export class DlubalError<K extends FailureKind = FailureKind> extends Error {
  static {
    brand(DlubalError, 'DlubalError');
  }

  declare readonly name: string;
  /** The cause, from the vocabulary that errors, exit codes, matchers and docs share. */
  readonly kind: K;
  /** A finer cause inside the kind, for example `certificate-expired`. */
  declare readonly reason?: string;
  /** What happened, what to do, what it cost, and who reported it. */
  readonly failure: Failure<K>;

  constructor(failure: Failure<K>, options: { readonly cause?: unknown } = {}) {
    super(`[${failure.kind}] ${sentencesOf(failure)}`, options.cause === undefined ? undefined : options);
    this.kind = failure.kind;
    if (failure.reason !== undefined) this.reason = failure.reason;
    this.failure = failure;
  }
}

/** An error of the kit with its kind, so that a `switch` over `kind` narrows it. */
export type AnyDlubalError = { [K in FailureKind]: DlubalError<K> }[FailureKind];

const MARK = Symbol.for('@dlubal-kit/DlubalError');

/**
 * Whether a thing is an error of this kit, from whichever copy of a package and whichever realm it comes. Never throws.
 *
 * @example if (isDlubalError(error) && error.kind === 'key-missing') showLogin();
 */
export function isDlubalError(thing: unknown): thing is AnyDlubalError {
  return hasMark(thing, MARK);
}
