import { createServer, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { http2Peer, listening, type Peer } from '../peers.js';
import { reticentPeer } from '../silent-peers.js';
import type { Provocation } from './provocation.js';

const GRPC = { ':status': 200, 'content-type': 'application/grpc' } as const;

/** Does something once it has the whole request. */
const asked = (act: (stream: ServerHttp2Stream) => void) => (): Promise<Peer> =>
  http2Peer((stream) => void stream.resume().on('end', () => act(stream)));

/** Cuts the connection itself once it has the whole request. */
function cutting(): Promise<Peer> {
  const server = createServer();
  let raw: Socket | undefined;
  server.on('connection', (socket: Socket) => {
    raw = socket;
  });
  server.on('session', (session) => session.on('error', () => {}));
  server.on('stream', (stream) =>
    stream
      .on('error', () => {})
      .resume()
      .on('end', () => raw?.resetAndDestroy()),
  );
  return listening(server);
}

const SETTINGS = Buffer.from('000000040000000000', 'hex');

/** Headers of a stream that nobody opened. */
const NOBODYS_HEADERS = Buffer.from('0000040100000000ff00000000', 'hex');

/** Speaks HTTP/2 until the request has come, and then against its rules. */
const breakingRules = (): Promise<Peer> =>
  reticentPeer((socket) => {
    socket.once('data', () => socket.write(SETTINGS));
    socket.on('data', (chunk) => {
      // A frame of DATA has come: five bytes of a message without content.
      if (!chunk.includes('PRI *') && chunk.includes(Buffer.alloc(5))) socket.write(NOBODYS_HEADERS);
    });
  });

const reset = (code: number) => asked((stream) => stream.close(code));
const soon = (stream: ServerHttp2Stream): void => void setTimeout(() => stream.session?.destroy(), 50);
const LOST = ['connection-lost', '', 'maybe'] as const;
const WITHOUT_STATUS = ['protocol-error', 'ended-without-status', 'maybe'] as const;

/** The connection or the stream ends with the call under way. REFUSED_STREAM is sent again: see resend.test.ts. */
export const BREAKING: readonly Provocation[] = [
  { title: 'CANCEL', is: ['connection-lost', 'cancelled-by-peer', 'maybe'], peer: reset(8) },
  { title: 'INTERNAL_ERROR', is: ['protocol-error', 'stream-reset', 'maybe'], peer: reset(2) },
  { title: 'PROTOCOL_ERROR', is: ['protocol-error', 'stream-reset', 'maybe'], peer: reset(1) },
  {
    title: 'ENHANCE_YOUR_CALM',
    is: ['resource-exhausted', 'enhance-your-calm', 'maybe'],
    peer: reset(11),
  },
  { title: 'NO_ERROR', is: WITHOUT_STATUS, peer: reset(0) },
  { title: 'no answer', is: ['deadline', 'waiting-for-answer', 'maybe'], peer: asked(() => {}) },
  {
    title: 'a session that ends after the request',
    is: LOST,
    peer: asked((stream) => stream.session?.destroy()),
  },
  { title: 'a connection that is reset after the request', is: LOST, peer: cutting },
  { title: 'a frame against the rules after the request', is: LOST, peer: breakingRules },
  {
    title: 'a GOAWAY with an error after the request',
    is: LOST,
    peer: asked((stream) => stream.session?.goaway(2)),
  },
  {
    title: 'a session that ends after the headers',
    is: LOST,
    peer: asked((stream) => {
      stream.respond(GRPC);
      soon(stream);
    }),
  },
  {
    title: 'a session that ends after the message',
    is: ['connection-lost', '', 'yes'],
    peer: asked((stream) => {
      stream.respond(GRPC);
      stream.write(Buffer.alloc(5));
      soon(stream);
    }),
  },
  {
    title: 'headers without a status',
    is: WITHOUT_STATUS,
    peer: asked((stream) => stream.respond(GRPC, { endStream: true })),
  },
];
