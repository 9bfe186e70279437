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

/** A method of the server as a function that promises its answer. */
export type UnaryMethod<Request, Response> = (request: Request, options?: CallOptions) => Promise<Response>;
