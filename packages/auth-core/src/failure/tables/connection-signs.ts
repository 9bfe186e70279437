import { systemError } from './system-errors.js';
import type { Topic } from './topic.js';

const said = (...sources: readonly string[]): RegExp => new RegExp(sources.join('|'), 'i');

/** .NET names the address only of a connection that it did not get, whatever language the words between are in. */
const DOTNET_CONNECTING = String.raw`HttpRequestException: (?=[^\n()]{1,300} \([^\s()]{1,255}:\d{1,5}\))`;

/** Words that prove that a connection was still being made, so that nothing was sent. */
const CONNECTING = String.raw`(?:No connection established|failed to connect|Failed to dial|Failed to establish a new connection|Failed to open (?:TCP )?connection|Could ?n.t connect|Cannot connect to host|Connect call failed|Error connecting|error trying to connect|tcp connect error|\bdial (?:tcp|udp|unix)|Error while dialing|connectex|ConnectEx|Connect(?:Timeout)?Exception|NewConnectionError|NIOConnectionError|\bhttpx\.Connect|\bConnectError\(|finishConnect\(|\bconnect\(2\)|\bconnect:|\bconnect (?=E[A-Z]+)|(?:server|client) preface|delayed connect error|All connection attempts failed|${DOTNET_CONNECTING})`;
/** The same, followed by its cause. */
const connecting = (cause: string): string => String.raw`${CONNECTING}[^\n]{0,300}?${cause}`;

const [refused, timedOut, attemptFailed, noRoute, reset, unknownHost] = (
  ['refused', 'timedOut', 'attemptFailed', 'noRoute', 'reset', 'unknownHost'] as const
).map(systemError) as [string, string, string, string, string, string];

/** An error of reading or writing: the connection existed, and the request may have gone out on it. .NET has an IOException of those alone. */
const READING = String.raw`(?:\b(?:read|readv|readAddress|write|writev|writeAddress|recv|recvmsg|recvfrom|send|sendmsg|sendto|SSL_read|SSL_write)\b|(?:read|write|receive|send) (?:failed|failure)|reading from|reading next message|data (?:from|to) the transport connection|\bIOException:)`;

/** Names of errors that only something which is connected can have. */
const SOCKET_ERROR =
  '(?:ETIMEDOUT|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENETRESET|ENOTCONN|ENOBUFS|EADDRNOTAVAIL|ESHUTDOWN|EBADF)';

/** What is said of a connection that ended, by whichever side. */
const lost = `(?:${[
  reset,
  'Connection dropped',
  'socket hang up',
  'socket closed',
  'Session closed with error',
  'Stream removed',
  'goaway',
  'go away',
  'transport (?:is closing|closed|became inactive)',
  'keep-?alive (?:ping )?(?:timeout|timed out|failed|watchdog)',
  'didn.t respond to a ping',
  'ping timeout',
  'connection is likely gone',
  'ERR_HTTP2_SESSION_ERROR',
  'Network closed for unknown reason',
  '(?:TCP|Endpoint|Secure) (?:read|write) failed',
  'Endpoint closing',
  'Channel Disconnected',
  'response ended prematurely',
  'Remote end closed connection',
  'Recv failure',
  'Empty reply from server',
  '\\bchannel closed\\b(?! before)',
  'ClosedChannelException',
  'End of stream or IOException',
  'because of a broken pipe',
  'closed before message completed',
  'without sending TLS close_notify',
  'use of closed network connection',
  'error reading from server',
  'client connection lost',
  'forcefully terminated',
  'server closed the connection',
  'connection was closed unexpectedly',
  'IOException: The request was aborted',
  'Broken transport',
  'FD shutdown',
  '\\bSocket(?:Error)?: other side closed',
  'UND_ERR_SOCKET',
  'Server disconnected',
  '\\bConnection lost\\b',
  'connection was lost',
  'unexpected[ _]eof[ _]while[ _]reading',
  'EOF occurred in violation',
  'underlying connection was closed',
  '\\bread (?:operation )?timed out',
  'winhttpexception: error (?:12030|12031|12152)\\b',
].join('|')})`;

/** Before the words of TLS: the error of a connection that was in use. */
export const AFTER_SENDING_SIGNS = [
  {
    // An alert ends the handshake, though Node reports it late. A protocol error has a row of its own.
    pattern:
      /triggered by internal client error(?![^\n]{0,300}(?:\balert\b|Protocol error))|\bSSL_(?:read|write): |(?<!alert )bad record mac/i,
    kind: 'connection-lost',
  },
] as const satisfies Topic['signs'];

/**
 * What Node, the systems and gRPC libraries say about a connection, the surest first. Observed with grpc-js 1.8 to 1.14, grpcio
 * 1.51 and connect 2; other stacks as their sources and public reports have them (vectors/other-stacks.json).
 */
export const CONNECTION_SIGNS = [
  // Words of grpc-js 1.10 and later, in any order and with others between; 1.8 and 1.9 say no more than the last row.
  {
    pattern: /Deadline exceeded[^\n]{0,300}waiting for name resolution/i,
    kind: 'deadline',
    reason: 'resolving',
    status: [4],
  },
  {
    pattern: /Deadline exceeded[^\n]{0,300}waiting for the store of the budget/i,
    kind: 'deadline',
    reason: 'counting',
    status: [4],
  },
  {
    pattern: /Deadline exceeded[^\n]{0,300}waiting for the API key/i,
    kind: 'deadline',
    reason: 'finding-key',
    status: [4],
  },
  {
    // In turn grpc-js, Java and Go.
    pattern:
      /Deadline exceeded[^\n]{0,300}waiting for LB pick|deadline exceeded after(?![^\n]{0,300}remote_addr=)[^\n]{0,300}waiting_for_connection|started after CallOptions deadline was exceeded|context (?:deadline exceeded|error)[^\n]{0,40}while waiting for|latest balancer error|Failed to dial[^\n]{0,300}context deadline exceeded/i,
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
  // gax names its last attempt only: one before it may have been sent.
  { pattern: /before any response was received/i, kind: 'deadline', status: 'any' },
  {
    pattern:
      /Deadline exceeded|deadline expired|FutureTimeoutError|the operation timed out|Timeout of [\d.]{1,12} ?s(?:econds)? exceeded|Timeout expired|HttpClient\.Timeout|aborted due to timeout|Headers Timeout Error|Read timed out/i,
    kind: 'deadline',
    status: [1, 4],
  },
  {
    pattern:
      /No connection established[^\n]{0,60}Protocol error|connect an http1\.x server|HTTP_1_1_REQUIRED|Parse Error: Expected HTTP|did not complete the HTTP\/2 handshake|unable to establish HTTP\/2 connection|First received frame was not SETTINGS|downgraded to HTTP\/1|preface: http2: (?:frame too large|failed reading the frame)|malformed HTTP (?:response|status)|FRAME_SIZE_ERROR, Library|unexpected first frame|Expected a SETTINGS frame/i,
    kind: 'not-a-grpc-server',
    reason: 'not-http2',
  },
  // Node's and h2's words for both: a peer of HTTP/1, and one of HTTP/2 that breaks its rules after the request.
  {
    pattern: /(?<!stream error received: unspecific )\bProtocol error(?!:)/i,
    kind: 'not-a-grpc-server',
    reason: 'breaks-http2',
  },
  {
    pattern: /took the connection and said nothing/i,
    kind: 'server-unreachable',
    reason: 'silent',
  },
  {
    pattern: /Connection dropped before the request was sent/i,
    kind: 'connection-lost',
    reason: 'not-sent',
  },
  {
    pattern: said(
      unknownHost,
      'was not resolved within',
      '(?:Name|DNS|host ?name) resolution failed',
      'errors? resolving ',
      'address lookup failed',
      'Could not contact DNS',
      'ARES_SUCCESS',
      'Could not resolve host',
      'Domain name not found',
      'failed to lookup address',
      '\\bdns error\\b',
      'Unable to resolve host',
      'UnknownHostException',
      'Failed host lookup',
      'gaierror',
      'gai_error',
      'getaddrinfo',
      'lookup [^\\s:]{1,255}(?: on [^\\s]{1,60})?: ',
      'produced zero addresses',
      'empty address list',
      'Resolver returned no addresses',
    ),
    kind: 'name-not-found',
  },
  {
    pattern: said(connecting(reset)),
    kind: 'server-unreachable',
    reason: 'reset',
  },
  {
    pattern: said(
      connecting('(?:Failed to connect \\(|closed|\\bEOF\\b|end of file)'),
      'connection closed before server preface',
    ),
    kind: 'server-unreachable',
    reason: 'closed-during-connect',
  },
  { pattern: said(connecting(refused)), kind: 'server-unreachable', reason: 'refused' },
  {
    pattern: said(connecting('(?:ENOENT\\b|no such file)')),
    kind: 'server-unreachable',
    reason: 'socket-file-missing',
  },
  {
    pattern: said(connecting(noRoute), 'NoRouteToHostException'),
    kind: 'server-unreachable',
    reason: 'no-route',
  },
  {
    pattern:
      /connect:? (?:EACCES|EPERM|permission denied|operation not permitted)\b|forbidden by its access permissions|(?:socketexception|winerror|errno|os error)[^\w\n]{1,4}10013\b/i,
    kind: 'server-unreachable',
    reason: 'not-permitted',
  },
  {
    pattern: said(
      connecting(timedOut),
      connecting(attemptFailed),
      'Failed to connect before the deadline',
      'failed to connect to [^\\n]{1,200} after \\d{1,9} ?ms\\b',
      'within the configured ConnectTimeout',
      'error trying to connect: deadline has elapsed',
      '\\bOpenTimeout\\b',
      '\\bhttpx\\.ConnectTimeout\\b',
      'connect(?:ion)? timed? ?out[^\\n]{0,12}(?:after|:)',
      'Connect Timeout Error',
      'connect timeout=',
      'ConnectTimeoutError',
    ),
    kind: 'server-unreachable',
    reason: 'connect-timeout',
  },
  {
    pattern: said(
      `\\b(?:read|readv|write|writev|recv|recvmsg|recvfrom|send|sendmsg|sendto)[ :]{1,2}${SOCKET_ERROR}\\b`,
      `${READING}[^\\n]{0,200}?(?:${[timedOut, attemptFailed, noRoute, reset].join('|')})`,
    ),
    kind: 'connection-lost',
  },
  // Only an attempt to connect is refused.
  { pattern: said(refused), kind: 'server-unreachable', reason: 'refused' },
  {
    // Its number is 7, in the words of grpc-js, Node, Java, Go, .NET and h2.
    pattern:
      /Stream refused by server|REFUSED_STREAM|closed (?:unsent|buffered) stream|refused stream before processing|RST_STREAM with (?:error )?code:? 7\b/i,
    kind: 'connection-lost',
    reason: 'refused-stream',
  },
  {
    // grpc-js to 1.11 says so of every connection that is lost.
    pattern:
      /\bCall cancelled\b(?! by)|error code:? '?(?:NGHTTP2_)?CANCEL\b|RST_STREAM with (?:error )?code:? 8\b|stream no longer needed|(?:StreamId\(\d{1,10}\),|stream ID \d{1,10};) CANCEL\b/i,
    kind: 'connection-lost',
    reason: 'cancelled-by-peer',
  },
  {
    pattern:
      /Bandwidth exhausted|ENHANCE_YOUR_CALM|excessive load generating behavior|too_many_pings|too many pings|RST_STREAM with (?:error )?code:? 11\b/i,
    kind: 'resource-exhausted',
    reason: 'enhance-your-calm',
    status: [8, 13, 14],
  },
  // The same words of a connection that was still being made.
  { pattern: said(connecting(lost)), kind: 'server-unreachable', reason: 'closed-during-connect' },
  { pattern: said(lost), kind: 'connection-lost' },
  {
    pattern:
      /RST_STREAM with (?:error )?code:? (?:0\b|NO_ERROR)|ended without gRPC status|missing (?:status|trailer|grpc-status)|without sending trailers|No grpc-status found|unexpected EOS|end-of-stream mid-frame|closed without (?:grpc-status|headers)|Incomplete (?:response|message)/i,
    kind: 'protocol-error',
    reason: 'ended-without-status',
  },
  {
    // In turn grpc-js and C, Java, Node, .NET, h2 and curl.
    pattern:
      /RST_STREAM|Rst Stream|stream closed with error code|reset the stream|stream error received|stream error: stream ID \d|kind: Reset\(|was not closed cleanly|reset by remote party|Stream was terminated by peer/i,
    kind: 'protocol-error',
    reason: 'stream-reset',
  },
  {
    // In turn grpc-js, Java, Go and connect.
    pattern:
      /Too many responses received|More than one value received for unary call|cardinality violation|received extra output message/i,
    kind: 'protocol-error',
    reason: 'too-many-messages',
    status: [2, 12, 13],
    evenFromGrpc: true,
  },
  {
    pattern:
      /\bNo message received\b|missing output message|No message returned from method|No value received for unary call/i,
    kind: 'protocol-error',
    reason: 'no-response-message',
    status: [0, 2, 12, 13],
    evenFromGrpc: true,
  },
  {
    pattern:
      /Response message parsing error|Exception deserializing response|Failed to deserialize response|failed to unmarshal|failed to decode Protobuf|Invalid protobuf byte sequence|protocol error: incomplete envelope|parse binary: |premature EOF|illegal tag: /i,
    kind: 'protocol-error',
    reason: 'response-codec',
    status: [2, 3, 13],
    evenFromGrpc: true,
  },
  {
    // The second half are answers of servers to a request that they cannot decompress.
    pattern:
      /Failed to decompress|unsupported compression|undefined compression|Decompressor is not installed|Can.t find decompressor|Compression algorithm '?[^'\n]{1,40}'? is disabled|Unsupported grpc-encoding|compressed with (?:unsupported encoding|`[^`\n]{1,20}` which)/i,
    kind: 'protocol-error',
    reason: 'compression',
    status: [2, 12, 13],
    evenFromGrpc: true,
  },
] as const satisfies Topic['signs'];

/** What says no more than that no connection was made, or not even that. Tried last, since a cause further down says why. */
export const VAGUE_SIGNS = [
  {
    pattern: said(
      CONNECTING,
      'Connect Failed',
      'connection error: desc',
      'Failed to (?:create|pick) subchannel',
      'TRANSIENT_FAILURE',
      'Unable to connect to the remote server',
      'Could not connect to the server',
      'Could not establish a connection to',
      'winhttpexception: error 12029\\b',
    ),
    kind: 'server-unreachable',
  },
  {
    // Windows' text speaks of both, an attempt and an established connection.
    pattern: said(timedOut, attemptFailed, noRoute),
    kind: 'connection-lost',
    reason: 'phase-unknown',
  },
] as const satisfies Topic['signs'];
