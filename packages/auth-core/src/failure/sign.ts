import type { FailureKind } from './kinds.js';
import type { ReasonOf } from './reasons.js';

interface SignOf<K extends FailureKind> {
  /**
   * The words that tell it. Nothing in it may repeat without a bound: it is tried on logs of many megabytes.
   */
  readonly pattern: RegExp;
  readonly kind: K;
  /** The finer cause. A function where the text itself holds it. */
  readonly reason?: ReasonOf<K> | ((match: RegExpExecArray) => string);
  /**
   * The statuses that may go with it, where a status is known: a server may well use the same words in an answer.
   *
   * @default the four that libraries give to failures of the connection
   */
  readonly status?: readonly number[] | 'any';
  /** Also where the answer proves to be of a gRPC peer: the library wrote the text all the same. */
  readonly evenFromGrpc?: true;
}

/** What Node, TLS, a gRPC library or a proxy says, and what it means. */
export type Sign = { [K in FailureKind]: SignOf<K> }[FailureKind];

/** CANCELLED, UNKNOWN, INTERNAL and UNAVAILABLE. */
export const ON_THE_WAY: readonly number[] = [1, 2, 13, 14];
