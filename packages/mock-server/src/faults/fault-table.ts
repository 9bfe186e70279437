import { constants, type ServerHttp2Stream } from 'node:http2';
import type { IncomingCall } from '../engine/incoming-call.js';
import { frameMessage } from '../engine/message-reader.js';
import { sendPage } from '../engine/send-page.js';
import { type FaultName, type FaultSettings, LATENCY_MS } from './fault.js';

/** What is known of a fault. */
export interface FaultFacts {
  /** What happens on the wire. */
  readonly does: string;
  /** What grpc-js 1.14 reports, as seen in the tests. */
  readonly clientSees: string;
  /**
   * Where the call ends: a server reads it and bills it, or a proxy (or the server's HTTP/2) turns it away before. The
   * mock server bills accordingly.
   */
  readonly actsBefore?: boolean;
}

/** A fault, and how a call that it strikes ends: late, never, or broken on the wire. */
type FaultRow = FaultFacts &
  (
    | { readonly ends: 'late'; readonly waitMs: (settings: FaultSettings) => number }
    | { readonly ends: 'never' }
    | {
        readonly ends: 'broken';
        readonly strike: (call: IncomingCall, settings: FaultSettings) => void;
        /** Clients send the call again without saying so, because the server said that it did nothing. */
        readonly resent?: boolean;
      }
  );

const GRPC = { ':status': 200, 'content-type': 'application/grpc+proto' } as const;
const CALM = constants.NGHTTP2_ENHANCE_YOUR_CALM;
const EMPTY_MESSAGE = frameMessage(new Uint8Array());

export const FAULT_ROWS: Readonly<Record<FaultName, FaultRow>> = {
  latency: {
    does: 'the answer waits',
    clientSees: 'a slow answer',
    ends: 'late',
    waitMs: ({ delayMs = LATENCY_MS }) => delayMs,
  },
  'no-answer': {
    does: 'nothing is ever sent',
    clientSees: '4 DEADLINE_EXCEEDED, once its own deadline passes; without one it waits for ever',
    ends: 'never',
  },
  'refused-stream': {
    does: 'RST_STREAM with REFUSED_STREAM: the server says that it did nothing',
    clientSees: 'one more attempt without asking, then 14 UNAVAILABLE',
    actsBefore: true,
    ends: 'broken',
    strike: ({ stream }) => stream.close(constants.NGHTTP2_REFUSED_STREAM),
    resent: true,
  },
  'reset-stream': {
    does: 'RST_STREAM',
    clientSees: '13 INTERNAL; other codes become other statuses',
    ends: 'broken',
    strike: ({ stream }, { code = constants.NGHTTP2_INTERNAL_ERROR }) => stream.close(code),
  },
  goaway: {
    does: 'GOAWAY, then the connection ends',
    clientSees: '8 RESOURCE_EXHAUSTED for ENHANCE_YOUR_CALM, 14 UNAVAILABLE for others',
    ends: 'broken',
    strike: ({ stream }, { code = CALM, debugData = code === CALM ? 'too_many_pings' : '' }) => {
      // Without data where there is none: an empty buffer would be sent as data.
      stream.session?.goaway(code, 0, debugData === '' ? undefined : Buffer.from(debugData));
      stream.session?.destroy();
    },
  },
  'connection-closed': {
    does: 'the connection is closed in the middle of the call',
    clientSees: '14 UNAVAILABLE',
    ends: 'broken',
    strike: ({ stream }) => stream.session?.destroy(),
  },
  'connection-reset': {
    does: 'headers are sent, then the connection is reset (TCP RST)',
    clientSees: '14 UNAVAILABLE, read ECONNRESET',
    ends: 'broken',
    strike: ({ stream }) => {
      stream.respond(GRPC);
      const { session } = stream;
      // Once the headers have left, not before: the client must be in the middle of the answer.
      stream.write(Buffer.from([0]), () => resetSocket(session));
    },
  },
  'truncated-message': {
    does: 'the message is shorter than its length says',
    clientSees: '12 UNIMPLEMENTED, no message received',
    ends: 'broken',
    strike: ({ stream }) => answerWith(stream, Buffer.from([0, 0, 0, 0, 100, 1, 2, 3])),
  },
  'oversized-message': {
    does: 'the length of the message is 2 GiB',
    clientSees: '8 RESOURCE_EXHAUSTED where the client has a limit',
    ends: 'broken',
    strike: ({ stream }) => answerWith(stream, Buffer.from([0, 0x7f, 0xff, 0xff, 0xff, 1, 2, 3])),
  },
  'undecodable-message': {
    does: 'the message is not protobuf',
    clientSees: '13 INTERNAL, from its own decoder',
    ends: 'broken',
    strike: ({ stream }) => answerWith(stream, frameMessage(Uint8Array.from([0x0a, 0xff, 0x01]))),
  },
  'two-messages': {
    does: 'two messages answer a unary call',
    clientSees: 'grpc-js waits until its deadline',
    ends: 'broken',
    strike: ({ stream }) => answerWith(stream, Buffer.concat([EMPTY_MESSAGE, EMPTY_MESSAGE])),
  },
  'no-message': {
    does: 'status OK, and no message',
    clientSees: '12 UNIMPLEMENTED',
    ends: 'broken',
    strike: ({ stream }) => answerWith(stream, Buffer.alloc(0)),
  },
  'no-trailers': {
    does: 'the message is sent, and the answer ends without a status',
    clientSees: '13 INTERNAL',
    ends: 'broken',
    strike: ({ stream }) => {
      stream.respond(GRPC);
      stream.end(EMPTY_MESSAGE);
    },
  },
  'bad-status': {
    does: 'grpc-status is not a number',
    clientSees: 'an error whose code is NaN',
    ends: 'broken',
    strike: ({ stream }, { grpcStatus = 'abc' }) => {
      stream.respond({ ...GRPC, 'grpc-status': grpcStatus }, { endStream: true });
    },
  },
  'wrong-content-type': {
    does: 'HTTP 200 with a web page',
    clientSees: 'grpc-js takes the first bytes of the page for a length: 8 RESOURCE_EXHAUSTED',
    actsBefore: true,
    ends: 'broken',
    strike: ({ stream }) => sendPage(stream, 200),
  },
  'http-page': {
    does: 'a page as a proxy sends it, by default 502 Bad Gateway',
    clientSees: '14 UNAVAILABLE for 429, 502, 503 and 504; 16 for 401; 7 for 403; 12 for 404; 2 for others',
    actsBefore: true,
    ends: 'broken',
    strike: ({ stream }, { httpStatus = 502 }) => sendPage(stream, httpStatus),
  },
};

/** Every fault, with what it does on the wire and what a client then reports. */
export const FAULTS: Readonly<Record<FaultName, FaultFacts>> = FAULT_ROWS;

function answerWith(stream: ServerHttp2Stream, body: Buffer): void {
  stream.respond(GRPC, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(body);
}

function resetSocket(session: ServerHttp2Stream['session']): void {
  session?.socket.resetAndDestroy();
}
