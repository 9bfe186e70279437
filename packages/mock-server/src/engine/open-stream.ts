import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { parseGrpcTimeout } from '../wire/grpc-timeout.js';
import { STATUS_CODES } from '../wire/status-code.js';
import { CallHeaders } from './call-headers.js';
import { IncomingCall } from './incoming-call.js';
import { ACCEPTED_ENCODINGS, type MessageFlaw, MessageReader } from './message-reader.js';
import { stopBody } from './stop-body.js';

/** Takes the messages of a call as they come in, each whole and decompressed. */
export interface StreamSink {
  message(bytes: Buffer): void;
  /** The caller has sent all its messages. */
  halfClose(): void;
}

/** Takes the one message of a unary call, once the caller has sent all. */
export interface RequestSink {
  request(bytes: Buffer): void;
  /** There was no message, or a second one. */
  unreadable(why: string): void;
}

/** Takes what comes in on one call. */
export type CallSink = StreamSink | RequestSink;

/** Content types that are gRPC with protobuf messages; grpc-web and json are other protocols. */
const GRPC_CONTENT = /^application\/grpc(\+proto)?(;.*)?$/i;

/**
 * Turns an HTTP/2 stream into a call; undefined when it is not one, and was refused as HTTP refuses.
 */
export function openCall(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  raw: readonly string[],
): IncomingCall | undefined {
  if (headers[':method'] !== 'POST') return refuseHttp(stream, 405, { allow: 'POST' });
  if (!GRPC_CONTENT.test(headers['content-type'] ?? '')) {
    return refuseHttp(stream, 415, { 'accept-post': 'application/grpc' });
  }
  if (headerBytes(raw) > MAX_HEADER_BYTES) return refuseHttp(stream, 431, {});
  const timeout = headers['grpc-timeout'];
  const timeoutMs = timeout === undefined ? undefined : parseGrpcTimeout(String(timeout));
  const call = new IncomingCall(
    headers[':path'] ?? '',
    new CallHeaders(raw),
    stream,
    timeoutMs === 'malformed' ? undefined : timeoutMs,
  );
  if (timeoutMs === 'malformed') {
    call.finish(
      STATUS_CODES.INTERNAL,
      'The grpc-timeout header is not one to eight digits and a unit of H, M, S, m, u or n.',
    );
    return undefined;
  }
  return call;
}

/** As gRPC's own servers have it by default: grpc.max_metadata_size, 16 KiB. */
export const MAX_HEADER_BYTES = 16_384;

function headerBytes(raw: readonly string[]): number {
  let bytes = 0;
  for (const text of raw) bytes += text.length;
  return bytes;
}

function refuseHttp(stream: ServerHttp2Stream, status: number, headers: Record<string, string>): undefined {
  stream.respond({ ':status': status, ...headers }, { endStream: true });
  stopBody(stream);
  return undefined;
}

/** Reads the body of a call into its sink; a message that cannot be read ends the call. */
export function readBody(call: IncomingCall, taker: CallSink, limit: number, tick: () => number): void {
  const sink = 'request' in taker ? oneMessage(taker) : taker;
  const reader = new MessageReader(limit, call.headers.get('grpc-encoding'));
  const give = (message: Buffer): void => {
    if (!call.over) sink.message(message);
  };
  call.stream.on('data', (chunk: Buffer) => {
    call.lastTick = tick();
    if (call.over) return;
    fail(call, reader.push(chunk, give));
  });
  call.stream.on('end', () => {
    if (call.over) return;
    const flaw = reader.end();
    if (flaw === undefined) sink.halfClose();
    else fail(call, flaw);
  });
}

function oneMessage({ request, unreadable }: RequestSink): StreamSink {
  let only: Buffer | undefined;
  return {
    message(bytes) {
      if (only === undefined) only = bytes;
      else unreadable('A unary call has one message; this one has more.');
    },
    halfClose() {
      if (only === undefined) unreadable('A unary call has one message; this one has none.');
      else request(only);
    },
  };
}

function fail(call: IncomingCall, flaw: MessageFlaw | undefined): void {
  if (flaw === undefined) return;
  const trailers = flaw.status === 'UNIMPLEMENTED' ? { 'grpc-accept-encoding': ACCEPTED_ENCODINGS } : {};
  call.breakOff(STATUS_CODES[flaw.status], flaw.details, trailers);
}
