import type { Topic } from './topic.js';

const LOOK_FIRST = 'check whether the call took effect before you repeat it';
const MAYBE_BILLED = 'The call may have been carried out and billed.';

/**
 * Failures on the way: the Dlubal server did not answer. Signs: what Node and gRPC libraries say about a connection,
 * observed with grpc-js 1.8 to 1.14, grpcio 1.51 and connect 2.
 */
export const CONNECTION = {
  kinds: {
    'server-unreachable': {
      exitCode: 6,
      retryable: true,
      happened: 'A connection to the server could not be made.',
      remedy:
        'Start RFEM or its server with the API turned on, and check host and port (127.0.0.1:9000 by default).',
    },
    'name-not-found': {
      exitCode: 6,
      retryable: true,
      happened: 'The name of the server could not be resolved to an address.',
      remedy: 'Check the spelling of the host, the DNS and the VPN. The port follows the host after a colon.',
    },
    'connection-lost': {
      exitCode: 6,
      billed: 'maybe',
      happened: 'The connection ended after the request was sent and before the answer was complete.',
      remedy: `Check whether the server still runs, then ${LOOK_FIRST}. ${MAYBE_BILLED}`,
    },
    deadline: {
      exitCode: 6,
      billed: 'maybe',
      happened: 'The answer did not come within the time that the call was given.',
      remedy: `Give the call more time, or find out what keeps the server busy. ${MAYBE_BILLED}`,
    },
    cancelled: {
      exitCode: 1,
      origin: 'local',
      billed: 'maybe',
      happened: 'The caller gave the call up.',
      remedy: `Change nothing if that was intended. ${MAYBE_BILLED}`,
    },
  },
  reasons: {
    'server-unreachable': {
      refused: {
        happened: 'Nothing listens at this address.',
        remedy: 'Start RFEM, or its server with --start-grpc-server=9000, and check host and port.',
      },
      'socket-file-missing': {
        happened: 'The socket file does not exist.',
        remedy: 'Start the server, or correct the path.',
      },
      'closed-during-connect': {
        happened: 'Something accepted the connection and closed it before HTTP/2 began.',
        remedy: 'Check whether the port requires TLS or a client certificate, then the proxies on the way.',
      },
      reset: {
        happened: 'Something accepted the connection and cut it off.',
        remedy:
          'Check whether the port requires TLS, whether the server is just starting, then the firewalls on the way.',
      },
      'connect-timeout': {
        happened: 'The connection was not made in time.',
        remedy: 'Check whether the server runs, and whether a firewall drops packets to this port.',
      },
      'no-route': {
        happened: 'This machine has no route to that address.',
        remedy: 'Check the address, the network and the VPN.',
      },
      'not-permitted': {
        happened: 'The system forbids this connection.',
        remedy: 'Check the firewall rules and who is allowed to use the socket.',
      },
      'gateway-no-upstream': {
        origin: 'gateway',
        happened: 'A gateway answered that it cannot reach the server.',
        remedy: 'Start the server, or fix the routing of the gateway.',
      },
    },
    'connection-lost': {
      'refused-stream': {
        billed: 'no',
        retryable: true,
        happened: 'The server turned the call away unread, as it does when it stops or restarts.',
        remedy: 'Try again.',
      },
      'cancelled-by-peer': {
        happened: 'The other side ended the call, as a server does that shuts down.',
        remedy: `Before anything else ${LOOK_FIRST}.`,
      },
      'gateway-upstream': {
        origin: 'gateway',
        happened: 'A gateway lost its connection to the server.',
        remedy: `Check whether the server runs, and ${LOOK_FIRST}.`,
      },
    },
    deadline: {
      resolving: {
        billed: 'no',
        retryable: true,
        happened: 'The time was over before the name of the server was resolved. Nothing was sent.',
        remedy: 'Check DNS, and that the deadline is not in the past.',
      },
      connecting: {
        billed: 'no',
        retryable: true,
        happened: 'The time was over before a connection was made. Nothing was sent.',
        remedy: 'Check whether the server runs, and whether a firewall or proxy is in the way.',
      },
      'waiting-for-answer': {
        happened: 'The server was reached and did not answer in time.',
        remedy: `Give the call more time, or check what keeps the server busy. ${MAYBE_BILLED}`,
      },
      'by-server': {
        origin: 'server',
        billed: 'yes',
        happened: 'The server itself reports that time ran out.',
        remedy: 'Give the call more time, or ask for less at once.',
      },
    },
    cancelled: {
      'by-client': { remedy: 'It may have been carried out and billed all the same.' },
      'by-server': {
        origin: 'server',
        billed: 'yes',
        happened: 'The server cancelled the call.',
        remedy: 'See its log, and whether it is shutting down.',
      },
    },
  },
  signs: [
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
  ],
} as const satisfies Topic;
