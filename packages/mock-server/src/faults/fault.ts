import type { CallFilter } from '../journal/call-filter.js';

/** What can go wrong between server and client. Each is a row of `FAULTS`. */
export type FaultName =
  | 'latency'
  | 'no-answer'
  | 'refused-stream'
  | 'reset-stream'
  | 'goaway'
  | 'connection-closed'
  | 'connection-reset'
  | 'truncated-message'
  | 'oversized-message'
  | 'undecodable-message'
  | 'two-messages'
  | 'no-message'
  | 'no-trailers'
  | 'bad-status'
  | 'wrong-content-type'
  | 'http-page';

/** Figures of a fault; each fault reads those that concern it. */
export interface FaultSettings {
  /** `latency`: milliseconds before the call goes on. @default 100 */
  readonly delayMs?: number;
  /** `reset-stream`, `goaway`: HTTP/2 error code. @default 2 (INTERNAL_ERROR) for a stream, 11 (ENHANCE_YOUR_CALM) for GOAWAY */
  readonly code?: number;
  /** `http-page`: status of the page. @default 502 */
  readonly httpStatus?: number;
  /** `bad-status`: what stands in `grpc-status`. @default 'abc' */
  readonly grpcStatus?: string;
}

/** Which calls a fault strikes, and how often. */
export interface FaultOptions extends FaultSettings {
  /** A method's name, or a pattern of calls; all calls when not given. */
  readonly when?: CallFilter;
  /** Strikes this many calls, then no more. @default every call */
  readonly times?: number;
}
