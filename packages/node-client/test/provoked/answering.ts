import { http2Peer, type Peer, pagePeer } from '../peers.js';
import type { Provocation } from './provocation.js';

const GRPC = { ':status': 200, 'content-type': 'application/grpc' } as const;

const page = (code: number, billed: 'no' | 'maybe', reason = `http-${code}`): Provocation => ({
  title: `a page with HTTP ${code}`,
  is: ['not-a-grpc-server', reason, billed],
  peer: () => pagePeer(code),
});

/** Something that speaks HTTP answers, and not in gRPC. */
export const PAGES: readonly Provocation[] = [
  ...[400, 401, 403, 404, 407, 413, 429, 503].map((code) => page(code, 'no')),
  ...[500, 502, 504].map((code) => page(code, 'maybe')),
  page(200, 'no', 'other-content-type'),
];

const answering = (code: number | string, text: string) => (): Promise<Peer> =>
  http2Peer((stream) =>
    stream
      .resume()
      .respond(
        { ...GRPC, 'grpc-status': String(code), 'grpc-message': encodeURI(text) },
        { endStream: true },
      ),
  );

const BY_STATUS: readonly [code: number | string, name: string, kind: string, reason?: string][] = [
  [1, 'CANCELLED', 'cancelled', 'by-server'],
  [2, 'UNKNOWN', 'unknown'],
  [3, 'INVALID_ARGUMENT', 'invalid-argument'],
  [4, 'DEADLINE_EXCEEDED', 'deadline', 'by-server'],
  [5, 'NOT_FOUND', 'not-found'],
  [7, 'PERMISSION_DENIED', 'permission-denied'],
  [8, 'RESOURCE_EXHAUSTED', 'resource-exhausted'],
  [9, 'FAILED_PRECONDITION', 'failed-precondition'],
  [12, 'UNIMPLEMENTED', 'method-unknown'],
  [13, 'INTERNAL', 'internal'],
  [14, 'UNAVAILABLE', 'unavailable'],
  [16, 'UNAUTHENTICATED', 'unauthenticated-other'],
  [99, 'a status that does not exist', 'protocol-error', 'unknown-status-code'],
  ['what', 'a status that is not a number', 'protocol-error', 'unknown-status-code'],
];

/** A gRPC server answers, with words that nothing here knows. */
export const STATUSES: readonly Provocation[] = BY_STATUS.map(([code, name, kind, reason = '']) => ({
  title: `${name} by the server`,
  is: [kind, reason, 'yes'],
  peer: answering(code, 'no such luck'),
}));

const sending =
  (hex: string, headers: Record<string, string> = {}) =>
  (): Promise<Peer> =>
    http2Peer((stream) => {
      stream.resume().respond({ ...GRPC, ...headers }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(Buffer.from(hex, 'hex'));
    });

const UNREADABLE: readonly [title: string, reason: string, peer: () => Promise<Peer>][] = [
  ['no message', 'no-response-message', sending('')],
  ['two messages', 'too-many-messages', sending('00000000000000000000')],
  ['half a message', 'no-response-message', sending('000000000a00')],
  ['bytes that are not a message of RFEM', 'response-codec', sending('0000000003ffffff')],
  ['an encoding that nobody knows', 'compression', sending('0100000001ff', { 'grpc-encoding': 'br' })],
  ['gzip that is not gzip', 'compression', sending('0100000001ff', { 'grpc-encoding': 'gzip' })],
  ['a compressed message without an encoding', 'compression', sending('0100000001ff')],
];

/** The server did its work, and its answer cannot be read. */
export const ANSWERS: readonly Provocation[] = UNREADABLE.map(([title, reason, peer]) => ({
  title,
  is: ['protocol-error', reason, 'yes'],
  peer,
  // It hands the bytes on; decoding them is this client's own work.
  ...(reason === 'response-codec' && { grpc: false as const }),
}));
