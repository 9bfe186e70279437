import type { ServerHttp2Stream } from 'node:http2';
import { endInPieces, PIECE } from '@dlubal-kit/protos';
import { STATUS_CODES } from '../wire/status-code.js';
import { encodeStatusMessage } from '../wire/status-message.js';
import { NO_METADATA, type WireHeaders } from '../wire/wire-metadata.js';
import type { CallHeaders } from './call-headers.js';
import { ACCEPTED_ENCODINGS, frameMessage } from './message-reader.js';
import { monotonicMs } from './real-timers.js';
import { stopBody } from './stop-body.js';

const RESPONSE_HEADERS = { ':status': 200, 'content-type': 'application/grpc+proto' } as const;
const MESSAGE_HEADERS = { ...RESPONSE_HEADERS, 'grpc-accept-encoding': ACCEPTED_ENCODINGS } as const;
const GZIP_HEADERS = { ...MESSAGE_HEADERS, 'grpc-encoding': 'gzip' } as const;

// gRPC's servers in C and Go send no date, and clients of the C core show it in each refusal's trailers.
const WITH_TRAILERS = { waitForTrailers: true, sendDate: false };
const ENDED = { endStream: true, sendDate: false };

/** How a call ended, as far as the server can tell. */
export type CallEnd = 'answered' | 'cancelled';

/** One call: an HTTP/2 stream that asks for a gRPC method. Answering twice, or after the end, does nothing. */
export class IncomingCall {
  readonly path: string;
  readonly headers: CallHeaders;
  readonly stream: ServerHttp2Stream;
  /** When the call arrived, on the monotonic clock. */
  readonly startedAt: number;
  /** Milliseconds that the caller gave the call; undefined when it waits for ever. */
  readonly timeoutMs: number | undefined;
  /** When the caller stops waiting, on the monotonic clock; undefined when it waits for ever. */
  readonly deadlineAt: number | undefined;
  /** The listener's tick at which the last byte came; see `listener/grpc-listener.ts`. */
  lastTick = 0;
  /** True for a stream of requests, whose client may pause as long as it likes. */
  listens = false;
  /** Whether messages of the answer are compressed. */
  gzip = false;
  /** When something of the answer was sent last, on the monotonic clock. */
  sentAt: number = Number.NEGATIVE_INFINITY;
  #answered = false;
  #status: number | undefined;
  #headersSent = false;
  #abort: AbortController | undefined;
  #onEnd: ((how: CallEnd) => void) | undefined;

  constructor(path: string, headers: CallHeaders, stream: ServerHttp2Stream, timeoutMs: number | undefined) {
    this.path = path;
    this.headers = headers;
    this.stream = stream;
    this.startedAt = monotonicMs();
    this.timeoutMs = timeoutMs;
    this.deadlineAt = timeoutMs === undefined ? undefined : this.startedAt + timeoutMs;
  }

  /** True once a status was sent or the caller went away: nothing more can be said. */
  get over(): boolean {
    return this.#answered || this.stream.destroyed || this.stream.aborted;
  }

  /** The status that `finish` sent. */
  get status(): number | undefined {
    return this.#status;
  }

  /** Milliseconds that are left until the deadline; undefined without one. */
  get deadlineMs(): number | undefined {
    return this.deadlineAt === undefined ? undefined : Math.max(0, this.deadlineAt - monotonicMs());
  }

  /** Milliseconds since the call arrived. */
  get elapsedMs(): number {
    return monotonicMs() - this.startedAt;
  }

  /** Aborts when the caller goes away, its deadline passes or the server stops before there is an answer. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.over && !this.#answered) this.#abort.abort();
    return this.#abort.signal;
  }

  /** Called once, when the stream is gone. */
  onEnd(told: (how: CallEnd) => void): void {
    this.#onEnd = told;
  }

  /** Gives the stream to someone else: from now on nothing is sent from here. */
  abandon(): void {
    this.#answered = true;
  }

  /** For the listener: the stream is gone. */
  ended(): void {
    if (!this.#answered) this.#abort?.abort();
    this.#onEnd?.(this.#answered ? 'answered' : 'cancelled');
    this.#onEnd = undefined;
  }

  /** Ends the call over its handler's head: answers with a status, and tells the handler by `signal`. */
  breakOff(status: number, details: string, trailers: WireHeaders = NO_METADATA): void {
    if (this.#answered) return;
    this.finish(status, details, trailers);
    this.#abort?.abort();
  }

  /** The deadline passed. */
  expire(): void {
    this.breakOff(STATUS_CODES.DEADLINE_EXCEEDED, 'The deadline of the call passed.');
  }

  /** Sends the response headers, unless they were sent. */
  sendHeaders(more: WireHeaders = NO_METADATA): void {
    if (this.#headersSent || this.over) return;
    this.#headersSent = true;
    this.sentAt = monotonicMs();
    const own = this.gzip ? GZIP_HEADERS : MESSAGE_HEADERS;
    this.stream.respond(more === NO_METADATA ? own : { ...own, ...more }, WITH_TRAILERS);
  }

  /**
   * Sends one message of a stream, a large one piece by piece as `endInPieces` does. Resolves when the client can take the next,
   * or is gone.
   */
  async send(message: Uint8Array): Promise<void> {
    if (this.over) return;
    this.sendHeaders();
    this.sentAt = monotonicMs();
    const frame = frameMessage(message, this.gzip);
    for (let from = 0; from < frame.length && this.stream.writable; from += PIECE) {
      if (!this.stream.write(frame.subarray(from, from + PIECE))) await this.#drained();
    }
  }

  /** Waits until the client has read what was written, or is gone. */
  #drained(): Promise<void> {
    const { stream } = this;
    return new Promise((resolve) => {
      if (stream.destroyed) return resolve();
      const go = (): void => {
        stream.off('drain', go).off('close', go);
        resolve();
      };
      stream.on('drain', go).on('close', go);
    });
  }

  /** Answers a unary call: one message and the status OK. */
  reply(message: Uint8Array, headers: WireHeaders = NO_METADATA, trailers: WireHeaders = NO_METADATA): void {
    if (this.over) return;
    this.sendHeaders(headers);
    this.#answered = true;
    this.#closeWith(trailers === NO_METADATA ? OK_TRAILERS : { ...trailers, 'grpc-status': '0' });
    endInPieces(this.stream, frameMessage(message, this.gzip));
  }

  /** Ends the call with a status. With no message before it, headers and status go in one frame. */
  finish(status: number, details = '', trailers: WireHeaders = NO_METADATA): void {
    if (this.over) return;
    this.#answered = true;
    this.#status = status;
    this.sentAt = monotonicMs();
    const last: Record<string, string | string[]> = { ...trailers, 'grpc-status': String(status) };
    if (details !== '') last['grpc-message'] = encodeStatusMessage(details);
    if (this.#headersSent) {
      this.#closeWith(last);
      this.stream.end();
      return;
    }
    this.#headersSent = true;
    this.stream.respond({ ...RESPONSE_HEADERS, ...last }, ENDED);
    stopBody(this.stream);
  }

  #closeWith(trailers: WireHeaders): void {
    this.stream.on('wantTrailers', () => {
      if (this.stream.destroyed) return;
      this.stream.sendTrailers(trailers);
      stopBody(this.stream);
    });
  }
}

const OK_TRAILERS: WireHeaders = { 'grpc-status': '0' };
