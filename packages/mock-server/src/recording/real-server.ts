import http2 from 'node:http2';
import { frameMessage, type MessageFlaw, MessageReader } from '../engine/message-reader.js';
import type { WireHeaders } from '../wire/wire-metadata.js';
import type { RealAnswer } from './real-answer.js';

/** Where the real server is. */
export interface RealServerAddress {
  readonly host: string;
  readonly port: number;
  /** Encrypts. `ca` are the roots to trust, in PEM; the system's without. @default plaintext, as the real server */
  readonly tls?: { readonly ca?: string | Buffer };
}

/** What goes from the caller to the server by itself, or must not go at all. */
const NOT_PASSED_ON =
  /^(:.*|host|connection|te|content-type|content-length|transfer-encoding|keep-alive|grpc-encoding|grpc-accept-encoding)$/;
const NOT_METADATA =
  /^(:.*|content-type|content-length|date|te|connection|grpc-(status|message|encoding|accept-encoding))$/;

/** A connection to a real server. Each call goes out once: nothing is ever tried again, since each is billed. */
export class RealServer {
  readonly #address: RealServerAddress;
  #session: http2.ClientHttp2Session | undefined;

  constructor(address: RealServerAddress) {
    this.#address = address;
  }

  /** Passes one call on. Never rejects. */
  async ask(
    path: string,
    headers: readonly (readonly [string, string])[],
    message: Buffer,
    signal: AbortSignal,
  ): Promise<RealAnswer> {
    const session = this.#connected();
    const open = await opened(session, signal);
    if (open !== undefined) return { kind: 'broken', why: open, sent: false };
    try {
      return await exchange(session.request(requestHeaders(path, headers)), message, signal);
    } catch (cause) {
      return { kind: 'broken', why: wordsOf(cause), sent: false };
    }
  }

  close(): void {
    this.#session?.destroy();
  }

  #connected(): http2.ClientHttp2Session {
    if (this.#session !== undefined && !this.#session.closed && !this.#session.destroyed)
      return this.#session;
    const { host, port, tls } = this.#address;
    const authority = `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
    const session = http2.connect(authority, tls?.ca === undefined ? {} : { ca: tls.ca });
    session.on('error', () => {});
    session.on('goaway', () => session.close());
    this.#session = session;
    return session;
  }
}

/** Waits for the connection; gives the reason when there is none. */
function opened(session: http2.ClientHttp2Session, signal: AbortSignal): Promise<string | undefined> {
  if (!session.connecting) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    session.once('connect', () => resolve(undefined));
    session.once('error', (cause) => resolve(wordsOf(cause)));
    session.once('close', () => resolve('the connection was closed'));
    signal.addEventListener('abort', () => resolve('the caller went away'), { once: true });
  });
}

function requestHeaders(
  path: string,
  headers: readonly (readonly [string, string])[],
): http2.OutgoingHttpHeaders {
  const own: http2.OutgoingHttpHeaders = {
    ':method': 'POST',
    ':path': path,
    te: 'trailers',
    'content-type': 'application/grpc',
    'grpc-accept-encoding': 'identity,gzip',
  };
  for (const [name, value] of headers) {
    if (NOT_PASSED_ON.test(name)) continue;
    const before = own[name];
    own[name] = before === undefined ? value : [before, value].flat().map(String);
  }
  return own;
}

function exchange(
  stream: http2.ClientHttp2Stream,
  message: Buffer,
  signal: AbortSignal,
): Promise<RealAnswer> {
  return new Promise((resolve) => {
    const seen = new SeenAnswer();
    const broken = (why: string): void => resolve({ kind: 'broken', why, sent: true });
    const leave = (): void => stream.close(http2.constants.NGHTTP2_CANCEL);
    signal.addEventListener('abort', leave, { once: true });
    stream.on('response', (headers) => seen.respond(headers));
    stream.on('data', (chunk: Buffer) => seen.push(chunk));
    stream.on('trailers', (trailers) => seen.trail(trailers));
    stream.on('error', (cause) => broken(wordsOf(cause)));
    stream.on('close', () => {
      signal.removeEventListener('abort', leave);
      resolve(signal.aborted ? { kind: 'broken', why: 'the caller went away', sent: true } : seen.answer());
    });
    stream.end(frameMessage(message));
  });
}

/** An answer as it comes in. */
class SeenAnswer {
  #headers: http2.IncomingHttpHeaders = {};
  #trailers: http2.IncomingHttpHeaders | undefined;
  #reader: MessageReader = new MessageReader(LIMIT, undefined);
  #flaw: MessageFlaw | undefined;
  readonly #messages: Buffer[] = [];

  respond(headers: http2.IncomingHttpHeaders): void {
    this.#headers = headers;
    const encoding = headers['grpc-encoding'];
    this.#reader = new MessageReader(LIMIT, encoding === undefined ? undefined : String(encoding));
    if (headers['grpc-status'] !== undefined) this.#trailers = headers;
  }

  push(chunk: Buffer): void {
    this.#flaw ??= this.#reader.push(chunk, (message) => this.#messages.push(message));
  }

  trail(trailers: http2.IncomingHttpHeaders): void {
    this.#trailers = trailers;
  }

  answer(): RealAnswer {
    const broken = (why: string): RealAnswer => ({ kind: 'broken', why, sent: true });
    const http = Number(this.#headers[':status'] ?? 0);
    if (http === 0) return broken('nothing came');
    if (http !== 200) return broken(`HTTP ${http}, which no gRPC server sends`);
    const flaw = this.#flaw ?? this.#reader.end();
    if (flaw !== undefined) return broken(flaw.details);
    const status = Number(this.#trailers?.['grpc-status'] ?? Number.NaN);
    if (!Number.isInteger(status) || status < 0) return broken('an answer without a status');
    const [message] = this.#messages;
    if (status === 0 && message === undefined) return broken('the status OK without a message');
    const trailersOnly = this.#trailers === this.#headers;
    return {
      kind: 'answer',
      status,
      details: decodeDetails(String(this.#trailers?.['grpc-message'] ?? '')),
      ...(status === 0 && message !== undefined ? { message } : {}),
      headers: trailersOnly ? {} : metadataOf(this.#headers),
      trailers: metadataOf(this.#trailers ?? {}),
    };
  }
}

const LIMIT = 64 * 1024 * 1024;

function metadataOf(headers: http2.IncomingHttpHeaders): WireHeaders {
  const kept = Object.entries(headers).filter(([name]) => !NOT_METADATA.test(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, Array.isArray(value) ? value : String(value)]),
  );
}

function decodeDetails(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function wordsOf(cause: unknown): string {
  const { code, message = String(cause) } = cause as NodeJS.ErrnoException;
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}
