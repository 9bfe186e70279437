import { type Evidence, messageOf } from '@dlubal-kit/auth-core';
import type { StatusObject } from '@grpc/grpc-js';
import type { OpenChannel } from '../channel/open-channel.js';
import type { CallOptions } from './call-options.js';
import { checkDeadline } from './deadline.js';

/** One method of a service: its path on the wire, its codecs, and its default time limit. */
export interface UnaryRpc<Request, Response> {
  /** Full gRPC path, `/dlubal.api.rfem.Application/get_application_info`. */
  readonly path: string;
  readonly encode: (request: Request) => Buffer;
  readonly decode: (bytes: Buffer) => Response;
  /** Milliseconds. */
  readonly deadlineMs: number;
}

/** What calls of one client share. */
export interface Transport extends OpenChannel {
  /** Whether a request of so many bytes is sent gzipped. */
  readonly isWorthGzip: (bytes: number) => boolean;
  /** Turns what grpc-js reports into the error that the call rejects with. */
  readonly toError: (report: unknown, path: string) => Error;
}

/** grpc-js's `WriteFlags.NoCompress`, a const enum that it does not export. */
const PLAIN = { flags: 2 } as const;
const GZIPPED = {} as const;

/**
 * Makes one call: one request on the wire, never repeated.
 *
 * It talks to grpc-js's channel as the `Client` class and the interceptors do, and leaves out what these add: an
 * event emitter, a stack and two listeners a call. That pays for the promise and the deadline (bench/call-overhead).
 *
 * The error is made here, after the `await`, so that its stack names the caller.
 */
export async function unaryCall<Request, Response>(
  transport: Transport,
  rpc: UnaryRpc<Request, Response>,
  request: Request,
  options: CallOptions | undefined,
): Promise<Response> {
  const deadlineMs = options?.deadlineMs === undefined ? rpc.deadlineMs : checkDeadline(options.deadlineMs);
  try {
    if (options?.signal?.aborted) throw GIVEN_UP;
    const question = coded(() => rpc.encode(request), 'Request message serialization failure');
    const answer = await send(transport, rpc.path, question, Date.now() + deadlineMs, options?.signal);
    return coded(() => rpc.decode(answer), 'Response message parsing error');
  } catch (report) {
    throw transport.toError(report, rpc.path);
  }
}

/** Bytes out, bytes back. Rejects with what grpc-js reports: a status, or what its channel throws when it is closed. */
function send(
  transport: Transport,
  path: string,
  question: Buffer,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<Buffer> {
  return new Promise((answered, failed) => {
    const call = transport.channel.createCall(path, deadline, null, null, null);
    const giveUp = (): void => call.cancelWithStatus(GIVEN_UP.code, GIVEN_UP.details);
    let answer: Buffer | undefined;
    let contentType: unknown;
    call.start(transport.metadata, {
      onReceiveMetadata(headers) {
        contentType = headers.get('content-type')[0];
      },
      onReceiveMessage(message: Buffer) {
        if (answer !== undefined) call.cancelWithStatus(12, 'Too many responses received');
        answer = message;
        // The status is held back while a message is unread: with one read, a second message would hang the call.
        call.startRead();
      },
      onReceiveStatus(status: StatusObject) {
        signal?.removeEventListener('abort', giveUp);
        if (status.code !== 0)
          failed({ ...withContentType(status, contentType), evidence: evidenceOf(contentType, answer) });
        else if (answer === undefined) failed({ ...status, code: 12, details: 'No message received' });
        else answered(answer);
      },
    });
    call.startRead();
    call.sendMessageWithContext(transport.isWorthGzip(question.length) ? GZIPPED : PLAIN, question);
    call.halfClose();
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

/** Worded as grpc-js words it, so that one row of the classifier reads both. */
const GIVEN_UP = { code: 1, details: 'Cancelled on client' } as const;

/**
 * A page with status 200 is told by its type alone, once messages may have any length: grpc-js would else take the first letters for
 * a length above the limit. A gRPC type is not added, since after its headers the connection may still be lost.
 */
function withContentType(status: StatusObject, contentType: unknown): StatusObject {
  if (typeof contentType !== 'string' || contentType.startsWith('application/grpc')) return status;
  status.metadata.set('content-type', contentType);
  return status;
}

/** What the wire shows of a call that failed: it beats the words of the status. */
function evidenceOf(contentType: unknown, answer: Buffer | undefined): Evidence {
  if (answer !== undefined) return 'message';
  return contentType === undefined ? 'none' : 'begun';
}

/** Runs a codec; its failure is reported in the words of grpc-js. */
function coded<T>(codec: () => T, what: string): T {
  try {
    return codec();
  } catch (error) {
    throw { code: 13, details: `${what}: ${messageOf(error)}` };
  }
}
