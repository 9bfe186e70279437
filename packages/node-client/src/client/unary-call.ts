import type { Metadata, StatusObject } from '@grpc/grpc-js';
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
export interface Line extends OpenChannel {
  /** Whether a request of so many bytes is sent gzipped. */
  readonly isWorthGzip: (bytes: number) => boolean;
  /** Turns what grpc-js reports into the error that the call rejects with. */
  readonly toError: (report: unknown, path: string) => Error;
}

/** How a call ended: with the answer, or with what grpc-js reports of the failure. */
type Outcome<Response> = { readonly answer: Response } | { readonly report: unknown };

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
  line: Line,
  rpc: UnaryRpc<Request, Response>,
  request: Request,
  options: CallOptions | undefined,
): Promise<Response> {
  const outcome = await exchange(line, rpc, request, options);
  if ('answer' in outcome) return outcome.answer;
  throw line.toError(outcome.report, rpc.path);
}

function exchange<Request, Response>(
  line: Line,
  rpc: UnaryRpc<Request, Response>,
  request: Request,
  options: CallOptions | undefined,
): Promise<Outcome<Response>> {
  const deadlineMs = options?.deadlineMs === undefined ? rpc.deadlineMs : checkDeadline(options.deadlineMs);
  const signal = options?.signal;
  if (signal?.aborted) return Promise.resolve({ report: GIVEN_UP });
  const bytes = attempt(() => rpc.encode(request), 'Request message serialization failure');
  if ('report' in bytes) return Promise.resolve(bytes);
  return new Promise((settle) => {
    const call = line.channel.createCall(rpc.path, Date.now() + deadlineMs, null, null, null);
    const giveUp = (): void => call.cancelWithStatus(GIVEN_UP.code, GIVEN_UP.details);
    let message: Buffer | undefined;
    call.start(line.metadata, {
      onReceiveMetadata: ignore,
      onReceiveMessage(received: Buffer) {
        if (message !== undefined) call.cancelWithStatus(12, 'Too many responses received');
        message = received;
        // grpc-js holds the status back while a message is unread: with one read, a second message would hang the call.
        call.startRead();
      },
      onReceiveStatus(status: StatusObject) {
        signal?.removeEventListener('abort', giveUp);
        settle(readAnswer(status, message, rpc.decode));
      },
    });
    call.startRead();
    call.sendMessageWithContext(line.isWorthGzip(bytes.answer.length) ? GZIPPED : PLAIN, bytes.answer);
    call.halfClose();
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

/** Worded as grpc-js words it, so that one row of the classifier reads both. */
const GIVEN_UP = { code: 1, details: 'Cancelled on client' } as const;

function ignore(_: Metadata): void {}

function readAnswer<Response>(
  status: StatusObject,
  message: Buffer | undefined,
  decode: (bytes: Buffer) => Response,
): Outcome<Response> {
  if (status.code !== 0) return { report: status };
  if (message === undefined) {
    return { report: { code: 12, details: 'No message received', metadata: status.metadata } };
  }
  return attempt(() => decode(message), 'Response message parsing error');
}

/** Runs a codec; its failure is reported as grpc-js reports it. */
function attempt<T>(codec: () => T, what: string): Outcome<T> {
  try {
    return { answer: codec() };
  } catch (error) {
    return { report: { code: 13, details: `${what}: ${error instanceof Error ? error.message : error}` } };
  }
}
