import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect as connectHttp2,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { connect, type Socket } from 'node:net';
import { frame } from '@dlubal-kit/testing/frame';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const GOAWAY = 7;
const RST_STREAM = 3;

export const settings = (...pairs: [id: number, value: number][]): Buffer => {
  const payload = Buffer.alloc(6 * pairs.length);
  pairs.forEach(([id, value], at) => {
    payload.writeUInt16BE(id, 6 * at);
    payload.writeUInt32BE(value, 6 * at + 2);
  });
  return frame(4, 0, 0, payload);
};

/** Header fields as HPACK literals that are not indexed. */
export function hpack(fields: readonly (readonly [name: string, value: string | Buffer])[]): Buffer {
  const text = (value: string | Buffer): Buffer => {
    const bytes = Buffer.isBuffer(value) ? value : Buffer.from(value, 'latin1');
    return Buffer.concat([integer(bytes.length, 7), bytes]);
  };
  return Buffer.concat(fields.flatMap(([name, value]) => [Buffer.from([0]), text(name), text(value)]));
}

function integer(value: number, bits: number): Buffer {
  const most = 2 ** bits - 1;
  if (value < most) return Buffer.from([value]);
  const bytes = [most];
  let rest = value - most;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

/** What the server sent on a raw connection. */
export interface RawAnswer {
  readonly goaway: number[];
  /** Error codes of RST_STREAM. */
  readonly resets: number[];
  /** True when the server closed the connection. */
  closed: boolean;
  readonly text: string;
  /** Bytes that came, in all. */
  readonly bytes: number;
}

export interface RawPeer extends Disposable {
  readonly socket: Socket;
  send(...parts: Buffer[]): void;
  /** Waits until the server closed, or is quiet for some milliseconds. */
  answer(quietMs?: number): Promise<RawAnswer>;
}

/** Opens a connection; `greet` says preface and settings first. */
export async function rawPeer(port: number, greet = true): Promise<RawPeer> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  let closed = false;
  let last = performance.now();
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    last = performance.now();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  if (greet) socket.write(Buffer.concat([PREFACE, settings()]));
  return {
    socket,
    send: (...parts) => {
      if (!socket.destroyed) socket.write(Buffer.concat(parts));
    },
    async answer(quietMs = 60) {
      last = performance.now();
      while (!closed && performance.now() - last < quietMs) await new Promise((go) => setTimeout(go, 5));
      return { ...readFrames(Buffer.concat(chunks)), closed };
    },
    [Symbol.dispose]: () => socket.destroy(),
  };
}

function readFrames(bytes: Buffer): Omit<RawAnswer, 'closed'> {
  const goaway: number[] = [];
  const resets: number[] = [];
  for (let at = 0; at + 9 <= bytes.length; ) {
    const length = bytes.readUIntBE(at, 3);
    const type = bytes[at + 3];
    const payload = bytes.subarray(at + 9, at + 9 + length);
    if (type === GOAWAY && payload.length >= 8) goaway.push(payload.readUInt32BE(4));
    if (type === RST_STREAM && payload.length >= 4) resets.push(payload.readUInt32BE(0));
    at += 9 + length;
  }
  return { goaway, resets, text: bytes.toString('latin1'), bytes: bytes.length };
}

/** Headers of a good call, with what is given put in their place. */
export function callFields(key: string, changed: Record<string, string> = {}): [string, string][] {
  const fields: Record<string, string> = {
    ':method': 'POST',
    ':scheme': 'http',
    ':path': '/dlubal.api.rfem.Application/get_model_list',
    ':authority': 'localhost',
    'content-type': 'application/grpc',
    te: 'trailers',
    authorization: `Bearer ${key}`,
    ...changed,
  };
  return Object.entries(fields);
}

/** How a stream ended. */
export interface StreamAnswer {
  readonly http: number | undefined;
  /** `grpc-status`, from headers or trailers. */
  readonly status: string | undefined;
  readonly message: string;
  readonly headers: Record<string, unknown>;
  readonly rst: number;
}

/** A client on Node's `http2`, for calls that are well-formed HTTP/2 and bad gRPC. */
export function h2Client(port: number): Disposable & {
  session: ClientHttp2Session;
  open(headers?: OutgoingHttpHeaders): ClientHttp2Stream;
  call(headers: OutgoingHttpHeaders, ...body: Buffer[]): Promise<StreamAnswer>;
} {
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  session.on('error', () => {});
  const open = (headers: OutgoingHttpHeaders = {}): ClientHttp2Stream => {
    const stream = session.request({
      ':method': 'POST',
      ':path': '/dlubal.api.rfem.Application/get_model_list',
      'content-type': 'application/grpc',
      te: 'trailers',
      ...headers,
    });
    stream.on('error', () => {});
    return stream;
  };
  return {
    session,
    open,
    call(headers, ...body) {
      const stream = open(headers);
      for (const part of body) stream.write(part);
      stream.end();
      return streamAnswer(stream);
    },
    [Symbol.dispose]: () => session.destroy(),
  };
}

export function streamAnswer(stream: ClientHttp2Stream): Promise<StreamAnswer> {
  return new Promise((resolve) => {
    let headers: Record<string, unknown> = {};
    stream.on('response', (got) => {
      headers = { ...headers, ...got };
    });
    stream.on('trailers', (got) => {
      headers = { ...headers, ...got };
    });
    stream.resume();
    stream.on('close', () =>
      resolve({
        http: headers[':status'] as number | undefined,
        status: headers['grpc-status'] as string | undefined,
        message: decodeURIComponent(String(headers['grpc-message'] ?? '')),
        headers,
        rst: stream.rstCode,
      }),
    );
  });
}
