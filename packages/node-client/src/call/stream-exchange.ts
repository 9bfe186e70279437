import { constants, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http2';
import { endInPieces } from '@dlubal-kit/protos';
import type { Channel, Waiter } from '../channel/channel.js';
import type { Connection, OpenStream } from '../channel/server-connection.js';
import { AnswerFrames } from '../wire/answer-frames.js';
import { httpStatus, noStatus, statusIn } from '../wire/answer-status.js';
import type { CallReport } from '../wire/call-report.js';
import type { RequestFrame } from '../wire/request-frame.js';
import { grpcTimeout } from '../wire/timeout-header.js';
import { unzip } from '../wire/unzip.js';
import { beforeSending, type CallLimit, CONNECTING } from './call-limit.js';
import { endOfStream } from './end-of-stream.js';

/** One request, as it goes out. */
export interface Question {
  readonly headers: OutgoingHttpHeaders;
  readonly frame: RequestFrame;
}

/** What an answer brought. */
export interface Answer {
  readonly bytes: Buffer;
  /** What the server can unpack, where it says so (`grpc-accept-encoding`). */
  readonly accepts: string | undefined;
}

/**
 * Sends a request once, and waits for its answer.
 *
 * @throws {CallReport} (rejects) for every other end.
 */
export function exchange(channel: Channel, question: Question, limit: CallLimit): Promise<Answer> {
  return new Promise((answered, failed) => new Exchange(channel, question, limit, answered, failed).begin());
}

class Exchange implements Waiter {
  readonly #channel: Channel;
  readonly #question: Question;
  readonly #limit: CallLimit;
  readonly #answered: (answer: Answer | Promise<Answer>) => void;
  readonly #failed: (report: CallReport) => void;
  readonly #frames = new AnswerFrames();
  #open: OpenStream | undefined;
  #headers: IncomingHttpHeaders | undefined;
  #status: CallReport | undefined;
  #error: Error | undefined;
  #isOver = false;
  #forget: () => void = () => {};

  constructor(
    channel: Channel,
    question: Question,
    limit: CallLimit,
    answered: (answer: Answer | Promise<Answer>) => void,
    failed: (report: CallReport) => void,
  ) {
    this.#channel = channel;
    this.#question = question;
    this.#limit = limit;
    this.#answered = answered;
    this.#failed = failed;
  }

  begin(): void {
    try {
      // A signal may have aborted while nobody listened: in the codec, or while the request was compressed.
      this.#limit.check(CONNECTING);
    } catch (report) {
      this.fail(report as CallReport);
      return;
    }
    const where = (): string => (this.#open === undefined ? CONNECTING : 'remote_addr=the server');
    this.#forget = this.#limit.onEnd((report) => this.#giveUp(report), where);
    this.#channel.wait(this);
  }

  /** A connection has room. */
  go(connection: Connection): void {
    try {
      this.#open = connection.open(this.#requestHeaders());
    } catch (error) {
      // It ended in this moment, and nothing was sent: the next one is made.
      if (!connection.isOpen) this.#channel.wait(this);
      else this.fail({ code: 13, details: `Failed to start HTTP/2 stream with error ${String(error)}` });
      return;
    }
    this.#listen(this.#open);
    const { stream } = this.#open;
    const [first, message] = this.#question.frame.parts;
    if (message !== undefined) stream.write(first);
    endInPieces(stream, message ?? first);
  }

  /** No connection could be made. */
  fail(report: CallReport): void {
    this.#reject(report);
  }

  #requestHeaders(): OutgoingHttpHeaders {
    const timeout = grpcTimeout(this.#limit.leftMs);
    const { headers } = this.#question;
    return timeout === undefined ? headers : { ...headers, 'grpc-timeout': timeout };
  }

  #listen({ stream, connection }: OpenStream): void {
    stream
      .on('response', (headers, flags) => {
        connection.heard();
        this.#headers = headers;
        if (flags & constants.NGHTTP2_FLAG_END_STREAM) this.#trailers(headers);
      })
      .on('data', (chunk: Buffer) => {
        connection.heard();
        this.#frames.push(chunk);
        if (this.#frames.extra) this.#giveUp({ code: 12, details: 'Too many responses received' });
      })
      .on('trailers', (headers) => {
        connection.heard();
        this.#trailers(headers);
      })
      .on('error', (error: Error) => {
        this.#error = error;
      })
      .on('end', () => this.#bodyEnded())
      // The connection's own events come in the same turn; what they say is needed for the verdict.
      .on('close', () => setImmediate(() => this.#closed()));
  }

  #trailers(headers: IncomingHttpHeaders): void {
    this.#status = statusIn(headers, this.#headers?.['content-type']);
    if (this.#status !== undefined && this.#status.code !== 0) this.#settle(this.#status);
  }

  #bodyEnded(): void {
    const status = Number(this.#headers?.[':status']);
    if (this.#status !== undefined) this.#settle(this.#status);
    else if (this.#headers !== undefined && status !== 200) this.#settle(httpStatus(status, this.#headers));
  }

  #closed(): void {
    const open = this.#open;
    if (this.#isOver || open === undefined) return;
    this.#settle(this.#status ?? endOfStream(open, this.#error) ?? noStatus(this.#headers));
  }

  #settle(status: CallReport): void {
    const message = this.#frames.first;
    if (status.code !== 0) this.#reject(status);
    else if (message === undefined) this.#reject({ ...status, code: 12, details: 'No message received' });
    else {
      const headers = this.#headers ?? {};
      const accepts = headers['grpc-accept-encoding']?.toString();
      const encoding = String(headers['grpc-encoding'] ?? 'identity');
      this.#end(() =>
        message.compressed
          ? this.#answered(unzip(message, encoding).then((bytes) => ({ bytes, accepts })))
          : this.#answered({ bytes: message.bytes, accepts }),
      );
    }
  }

  #giveUp(report: CallReport): void {
    this.#channel.takeBack(this);
    this.#reject(this.#open === undefined ? beforeSending(report) : report);
  }

  #reject(report: CallReport): void {
    this.#end(() => this.#failed({ evidence: this.#evidence(report), ...report }));
  }

  /** What was seen of the way, where the report itself does not say. */
  #evidence({ unseen }: CallReport): NonNullable<CallReport['evidence']> {
    if (this.#open === undefined || unseen === true) return 'unsent';
    if (this.#frames.first !== undefined) return 'message';
    return this.#headers?.['content-type']?.startsWith('application/grpc') ? 'begun' : 'sent';
  }

  #end(settle: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#forget();
    const stream = this.#open?.stream;
    // Whatever still comes is not wanted; a stream that has ended on both sides is left alone.
    if (stream !== undefined && !stream.closed && !this.#hasEnded()) stream.close(constants.NGHTTP2_CANCEL);
    settle();
  }

  #hasEnded(): boolean {
    const stream = this.#open?.stream;
    return stream?.readableEnded === true && stream.writableFinished;
  }
}
