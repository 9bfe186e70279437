import { CHECKED_LATER, type FieldCheck, type FieldChecks, OBJECT } from '@dlubal-kit/auth-core';

/** What can be set for one call. */
export interface CallOptions {
  /**
   * Longest time the call may take, in milliseconds, from now to the whole answer. `Infinity` sets no limit, which
   * leaves a call to a silent peer waiting for ever.
   *
   * @default the client's `deadlineMs`
   */
  readonly deadlineMs?: number;
  /** Gives the call up: it rejects with kind `cancelled`. The server may have begun, and will bill it then. */
  readonly signal?: AbortSignal;
}

const LISTENING = ['addEventListener', 'removeEventListener'] as const;

/** By its shape: a signal of another realm is not an instance of this one's `AbortSignal`. */
const SIGNAL: FieldCheck = {
  must: 'an AbortSignal',
  holds: (value) =>
    OBJECT.holds(value) &&
    'aborted' in (value as object) &&
    LISTENING.every((name) => typeof (value as Partial<AbortSignal>)[name] === 'function'),
};

/** Checks of the options of one call. */
export const CALL_FIELDS: FieldChecks<CallOptions> = { deadlineMs: CHECKED_LATER, signal: SIGNAL };

/** A method of the server as a function that promises its answer. */
export type UnaryMethod<Request, Response> = (request: Request, options?: CallOptions) => Promise<Response>;
