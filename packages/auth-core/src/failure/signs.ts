import type { FailureKind } from './kinds.js';
import type { ReasonOf } from './reasons.js';
import { ANSWER } from './tables/answer.js';
import { AFTER_SENDING_SIGNS, CONNECTION_SIGNS, VAGUE_SIGNS } from './tables/connection-signs.js';
import { GATEWAY } from './tables/gateway.js';
import { LOCAL } from './tables/local/local.js';
import { TLS } from './tables/tls.js';

interface SignOf<K extends FailureKind> {
  /** The words. Nothing in it repeats without a bound: it is tried on logs of many megabytes. */
  readonly pattern: RegExp;
  readonly kind: K;
  /** The finer cause. A function where the text itself has it. */
  readonly reason?: ReasonOf<K> | ((match: RegExpExecArray) => string);
  /**
   * The statuses that the words may come with, where a status is known: a server may well use the same words in an
   * answer.
   *
   * @default the four that libraries give to failures of the connection
   */
  readonly status?: readonly number[] | 'any';
  /** Also where the answer proves to be of a gRPC peer: the library wrote the text all the same. */
  readonly evenFromGrpc?: true;
}

/** What Node, TLS, a gRPC library or a proxy says, and what it means. */
export type Sign = { [K in FailureKind]: SignOf<K> }[FailureKind];

/** The signs of each topic, in the order in which they are tried within it. */
export const SIGNS: Readonly<
  Record<'local' | 'sent' | 'gateway' | 'size' | 'tls' | 'connection' | 'vague', readonly Sign[]>
> = {
  local: LOCAL.signs,
  sent: AFTER_SENDING_SIGNS,
  gateway: GATEWAY.signs,
  size: ANSWER.signs,
  tls: TLS.signs,
  connection: CONNECTION_SIGNS,
  vague: VAGUE_SIGNS,
};

/** CANCELLED, UNKNOWN, ABORTED (connect's status for a connection that was reset), INTERNAL and UNAVAILABLE. */
export const ON_THE_WAY: readonly number[] = [1, 2, 10, 13, 14];
