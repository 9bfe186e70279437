import type { Sign } from '../sign.js';

const DEADLINE: readonly Sign[] = [
  // Words of grpc-js 1.10 and later, in any order and with others between; 1.8 and 1.9 say no more than the last row.
  {
    pattern: /Deadline exceeded[^\n]{0,300}waiting for name resolution/i,
    kind: 'deadline',
    reason: 'resolving',
    status: [4],
  },
  {
    pattern: /Deadline exceeded[^\n]{0,300}waiting for LB pick/i,
    kind: 'deadline',
    reason: 'connecting',
    status: [4],
  },
  {
    pattern: /Deadline exceeded[^\n]{0,300}remote_addr=/i,
    kind: 'deadline',
    reason: 'waiting-for-answer',
    status: [4],
  },
  { pattern: /Deadline exceeded|the operation timed out/i, kind: 'deadline', status: [4] },
];

const UNREACHED: readonly Sign[] = [
  {
    pattern:
      /\bProtocol error(?!:)|connect an http1\.x server|HTTP_1_1_REQUIRED|Parse Error: Expected HTTP|did not complete the HTTP\/2 handshake/i,
    kind: 'not-a-grpc-server',
    reason: 'not-http2',
  },
  {
    pattern:
      /(?:Name|DNS) resolution failed|ENOTFOUND|EAI_AGAIN|EAI_NONAME|no such host|Could not resolve host|Name or service not known|Domain name not found/i,
    kind: 'name-not-found',
  },
  {
    pattern: /ECONNREFUSED|connection refused|actively refused/i,
    kind: 'server-unreachable',
    reason: 'refused',
  },
  {
    pattern: /connect ENOENT|connect: no such file/i,
    kind: 'server-unreachable',
    reason: 'socket-file-missing',
  },
  {
    pattern: /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|no route to host|network is unreachable/i,
    kind: 'server-unreachable',
    reason: 'no-route',
  },
  { pattern: /connect (?:EACCES|EPERM)\b/i, kind: 'server-unreachable', reason: 'not-permitted' },
  {
    pattern: /ETIMEDOUT|Failed to connect before the deadline|connection timed out|connect timeout/i,
    kind: 'server-unreachable',
    reason: 'connect-timeout',
  },
  {
    pattern:
      /(?:No connection established|failed to connect)[^\n]{0,200}(?:ECONNRESET|EPIPE|connection reset)/i,
    kind: 'server-unreachable',
    reason: 'reset',
  },
  {
    pattern: /(?:No connection established|failed to connect)[^\n]{0,200}(?:Failed to connect \(|closed)/i,
    kind: 'server-unreachable',
    reason: 'closed-during-connect',
  },
  {
    pattern:
      /No connection established|failed to connect to (?:all addresses|remote host)|Error connecting to subchannel/i,
    kind: 'server-unreachable',
  },
];

const LOST: readonly Sign[] = [
  {
    pattern: /Stream refused by server|REFUSED_STREAM|RST_STREAM with (?:error )?code 7\b/i,
    kind: 'connection-lost',
    reason: 'refused-stream',
  },
  {
    // grpc-js to 1.11 says so of every connection that is lost.
    pattern: /\bCall cancelled\b|error code (?:NGHTTP2_)?CANCEL\b/i,
    kind: 'connection-lost',
    reason: 'cancelled-by-peer',
  },
  {
    pattern: /Bandwidth exhausted or memory limit|ENHANCE_YOUR_CALM|too_many_pings/i,
    kind: 'resource-exhausted',
    reason: 'enhance-your-calm',
    status: [8, 13, 14],
  },
  {
    pattern:
      /Connection dropped|ECONNRESET|EPIPE|socket hang up|socket closed|connection reset by peer|Session closed with error|Stream removed|broken pipe|GOAWAY received|transport is closing|keepalive (?:ping )?timeout|ERR_HTTP2_SESSION_ERROR/i,
    kind: 'connection-lost',
  },
  {
    pattern:
      /RST_STREAM with (?:error )?code 0\b|ended without gRPC status|missing (?:status|trailer)|without sending trailers/i,
    kind: 'protocol-error',
    reason: 'ended-without-status',
  },
  { pattern: /RST_STREAM|stream closed with error code/i, kind: 'protocol-error', reason: 'stream-reset' },
];

const BROKEN_ANSWER: readonly Sign[] = [
  {
    pattern: /\bNo message received\b/i,
    kind: 'protocol-error',
    reason: 'no-response-message',
    status: [0, 12, 13],
    evenFromGrpc: true,
  },
  {
    pattern:
      /Response message parsing error|Exception deserializing response|protocol error: incomplete envelope/i,
    kind: 'protocol-error',
    reason: 'response-codec',
    status: [2, 3, 13],
    evenFromGrpc: true,
  },
  {
    pattern: /Failed to decompress|unsupported compression|undefined compression/i,
    kind: 'protocol-error',
    reason: 'compression',
    evenFromGrpc: true,
  },
];

/** What Node and gRPC libraries say of a connection. Observed with grpc-js 1.8 to 1.14, grpcio 1.51 and connect 2. */
export const CONNECTION_SIGNS: readonly Sign[] = [...DEADLINE, ...UNREACHED, ...LOST, ...BROKEN_ANSWER];
