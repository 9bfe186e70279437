import { type FieldChecks, MILLISECONDS, TEXT, whole } from '@dlubal-kit/auth-core';

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

/** Milliseconds that `latency` waits by default. */
export const LATENCY_MS = 100;

/** Figures of a fault; each fault reads those that concern it. */
export interface FaultSettings {
  /** `latency`: milliseconds before the call goes on. @default 100 */
  readonly delayMs?: number;
  /** `reset-stream`, `goaway`: HTTP/2 error code. @default 2 (INTERNAL_ERROR) for a stream, 11 (ENHANCE_YOUR_CALM) for GOAWAY */
  readonly code?: number;
  /** `goaway`: the text of GOAWAY's debug data. @default 'too_many_pings' for the code 11, as servers send it, else none */
  readonly debugData?: string;
  /** `http-page`: status of the page. @default 502 */
  readonly httpStatus?: number;
  /** `bad-status`: the text of `grpc-status`. @default 'abc' */
  readonly grpcStatus?: string;
}

/** The settings, field by field. */
export const FAULT_SETTINGS: FieldChecks<FaultSettings> = {
  delayMs: MILLISECONDS,
  code: whole(0),
  debugData: TEXT,
  httpStatus: whole(100),
  grpcStatus: TEXT,
};
