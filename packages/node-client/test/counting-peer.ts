import { createServer, type ServerHttp2Session, type ServerHttp2Stream, type Settings } from 'node:http2';
import { listening, type Peer } from './peers.js';

/** A server that counts what its program saw: each message once for every time that it was taken. */
export interface CountingPeer extends Peer {
  readonly seen: Map<string, number>;
  readonly connections: () => number;
}

/** One stream, as a rule sees it. */
export interface CountedStream {
  readonly stream: ServerHttp2Stream;
  readonly session: ServerHttp2Session;
  /** How many streams the connection had, with this one. */
  readonly ordinal: number;
  /** Takes the message, counts it, and sends it back. */
  readonly answer: () => void;
}

/** @param treat What is done with a stream. */
export async function countingPeer(
  treat: (one: CountedStream) => void,
  settings: Settings = {},
): Promise<CountingPeer> {
  const seen = new Map<string, number>();
  let connections = 0;
  const server = createServer({ settings });
  server.on('session', (session) => {
    connections += 1;
    let ordinal = 0;
    session.on('error', () => {});
    session.on('stream', (stream: ServerHttp2Stream) => {
      stream.on('error', () => {});
      ordinal += 1;
      treat({ stream, session, ordinal, answer: () => echo(stream, seen) });
    });
  });
  return { ...(await listening(server)), seen, connections: () => connections };
}

function echo(stream: ServerHttp2Stream, seen: Map<string, number>): void {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => {
    const frame = Buffer.concat(chunks);
    const text = frame.subarray(5).toString();
    seen.set(text, (seen.get(text) ?? 0) + 1);
    // Its connection can have ended with the message on its way.
    if (stream.destroyed) return;
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(frame);
  });
}
