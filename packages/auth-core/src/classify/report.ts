import type { Evidence } from './evidence.js';

/** What is known of a failure before it is judged: the same whether it came from an error object or a text. */
export interface Report {
  /** The status as reported, where one was: numbers beyond gRPC's 17 happen, and NaN for what is not a number. */
  readonly status?: number;
  /** The words with the status: the server's, or those of the library that made the error. */
  readonly details: string;
  /** All that was said: messages of wrapping errors, the causes below, the lines of a log that belong to the failure. */
  readonly text: string;
  /** `content-type` of the answer, where the error holds it. `application/grpc` proves that a gRPC peer answered. */
  readonly contentType?: string;
  /** True where the error was made without a status, as grpc-js does when it cannot unpack an answer. */
  readonly statusLost?: boolean;
  /** What is known of the call's way apart from words; `none` where nothing is. */
  readonly evidence?: Evidence;
}
