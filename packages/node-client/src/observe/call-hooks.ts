import type { Billed, Failure } from '@dlubal-kit/auth-core';

/** A key as it can be logged. */
export interface KeyShown {
  /** Name of the key in config.ini, where it was found by one. */
  readonly keyName?: string | undefined;
  /** Eight digits that identify the key and from which it cannot be found, for example `1c9f02ab`. */
  readonly keyFingerprint: string;
}

/** What is known of a call when it begins: nothing of its messages, and of its key only what may be logged. */
export interface CallStart extends KeyShown {
  /** Full gRPC method, for example `/dlubal.api.rfem.Application/get_application_info`. */
  readonly method: string;
  /** Where it goes, for example `127.0.0.1:9000`. */
  readonly address: string;
}

/** The same when it has ended. */
export interface CallEnd extends CallStart {
  /** From the call of the method to its answer, in milliseconds. */
  readonly durationMs: number;
  readonly billed: Billed;
  /** Why it failed; absent where it was answered. Keys are masked in it. */
  readonly failure?: Failure;
}

/** What a program can be told of its calls. What a hook throws, or rejects with, is reported as a warning, and changes no call. */
export interface CallHooks {
  /**
   * Called when a call has ended, however it ended: for a log, a metric, a count of what is billed.
   *
   * @example { onCall: ({ method, durationMs, billed }) => log.debug({ method, durationMs, billed }) }
   */
  readonly onCall?: ((call: CallEnd) => void) | undefined;
  /**
   * Called when a call failed, before `onCall`. The method rejects all the same.
   *
   * @example { onFailure: ({ kind, remedy }) => log.warn(`${kind}: ${remedy}`) }
   */
  readonly onFailure?: ((failure: Failure, call: CallEnd) => void) | undefined;
}

/** Sees a call begin; what it returns sees it end. */
export type Observer = (call: CallStart) => (call: CallEnd) => unknown;
