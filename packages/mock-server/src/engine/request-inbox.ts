import type { IncomingCall } from './incoming-call.js';

/** Requests that wait to be read before the client is asked to hold on. */
const FULL = 16;

/**
 * The requests of a call, for its handler to read one after the other. Ends when the client has said all, and when it
 * goes away; `call.signal` tells the two apart.
 */
export class RequestInbox implements AsyncIterable<unknown> {
  readonly #call: IncomingCall;
  readonly #waiting: unknown[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  constructor(call: IncomingCall) {
    this.#call = call;
    call.listens = true;
    call.signal.addEventListener('abort', () => this.end(), { once: true });
  }

  push(request: unknown): void {
    this.#waiting.push(request);
    if (this.#waiting.length >= FULL) this.#call.stream.pause();
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    for (;;) {
      while (this.#waiting.length > 0) {
        yield this.#waiting.shift();
        if (this.#waiting.length < FULL / 2) this.#call.stream.resume();
      }
      if (this.#ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
