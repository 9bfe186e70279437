import type { IncomingHttpHeaders } from 'node:http2';

/** Headers of an answer, in the form in which the classifier reads those of every library. */
export interface ReportMetadata {
  get(name: string): readonly unknown[];
}

/** How a call ended other than with an answer. The words are those of grpc-js, so that the classifier's rows read both. */
export interface CallReport {
  /** gRPC status. */
  readonly code: number;
  readonly details: string;
  readonly metadata?: ReportMetadata;
  /**
   * What was seen of the call's way: it did not leave or was not taken, it went out, headers came back, a whole message did, or
   * the peer itself wrote the status.
   */
  readonly evidence?: 'unsent' | 'sent' | 'begun' | 'message' | 'answered';
  /** True where it is proven that the server's program never saw the call, so that it can be sent again. */
  readonly unseen?: true;
}

export function metadataOf(headers: IncomingHttpHeaders): ReportMetadata {
  return {
    get: (name) => {
      const value = headers[name];
      return value === undefined ? [] : Array.isArray(value) ? value : [value];
    },
  };
}
