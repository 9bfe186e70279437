import type { FailureKind } from './kinds.js';

/** What Node, TLS, a gRPC library or a proxy says, and what it means. */
export interface Sign {
  readonly pattern: RegExp;
  readonly kind: FailureKind;
  /** The finer cause; a function where the text itself holds it. */
  readonly reason?: string | ((match: RegExpExecArray) => string);
  /** Only with these statuses, where a status is known. */
  readonly status?: readonly number[];
  /** Also where the answer proves to be of a gRPC peer: the library wrote the text all the same. */
  readonly evenFromGrpc?: true;
}

/** Observed with grpc-js 1.8 to 1.14 on Node 20 to 26, and with Python's grpcio; see vectors/transport-failures.json. */
const LOCAL: readonly Sign[] = [
  {
    pattern:
      /Metadata (?:string value|key) [\s\S]*contains illegal characters|illegal (?:header|metadata) (?:value|key)/i,
    kind: 'key-malformed',
    reason: 'illegal-characters',
  },
  {
    pattern:
      /Getting metadata from plugin failed|Invalid status from control plane|Plugin added invalid metadata/i,
    kind: 'provider-failed',
  },
  {
    pattern:
      /Channel closed before call started|Channel has been shut ?down|Cannot invoke RPC on closed channel/i,
    kind: 'client-misuse',
    reason: 'client-closed',
  },
  { pattern: /Cannot compose insecure/i, kind: 'client-misuse', reason: 'insecure-credentials' },
  {
    pattern:
      /Name resolution failed for target dns:\/{0,3}(?:[a-z][a-z+.-]*:\/\/|(?:https?|grpcs?|tcp|ftp|ws):)/i,
    kind: 'address-invalid',
    reason: 'scheme',
  },
  {
    pattern:
      /ERR_SOCKET_BAD_PORT|Port should be >= 0 and < 65536|Failed to parse (?:DNS|ipv[46]) address|Last error: TypeError: Invalid URL/i,
    kind: 'address-invalid',
    reason: 'port',
  },
  {
    pattern:
      /Could not parse target name|Channel target must be a string|Name resolution failed for target dns:(?:\/(?!\/)|[^\s:/]*\s)/i,
    kind: 'address-invalid',
  },
  {
    pattern: /Request message serialization failure/i,
    kind: 'protocol-error',
    reason: 'request-codec',
    status: [13],
  },
  {
    pattern: /Attempted to send message with a size larger than/i,
    kind: 'message-too-large',
    reason: 'sent-by-client',
    status: [8],
  },
];

const httpReason = (match: RegExpExecArray): string => `http-${match.slice(1).find(Boolean)}`;

const GATEWAY: readonly Sign[] = [
  {
    pattern: /Received HTTP status code (\d{3})/i,
    kind: 'not-a-grpc-server',
    reason: httpReason,
    evenFromGrpc: true,
  },
  {
    pattern:
      /Received http2 header with status: (\d{3})|unexpected HTTP status code received from server: (\d{3})|Bad gRPC response\. HTTP status code: (\d{3})|^HTTP (\d{3})$/i,
    kind: 'not-a-grpc-server',
    reason: httpReason,
  },
  {
    pattern: /(?:unexpected|invalid|unsupported) content[ -]?type/i,
    kind: 'not-a-grpc-server',
    reason: 'other-content-type',
  },
  {
    pattern: /no healthy upstream|no route matched/i,
    kind: 'server-unreachable',
    reason: 'gateway-no-upstream',
    evenFromGrpc: true,
  },
  {
    pattern: /upstream connect error|upstream (?:reset|prematurely)|reset reason: connection/i,
    kind: 'connection-lost',
    reason: 'gateway-upstream',
    evenFromGrpc: true,
  },
  {
    pattern:
      /Last error: (?:undefined|null)\b|proxy (?:connection|connect|tunnel|authentication)|tunneling socket|CONNECT response/i,
    kind: 'proxy-failed',
  },
];

const SIZES: readonly Sign[] = [
  {
    pattern: /Received message that decompresses to a size larger than/i,
    kind: 'message-too-large',
    reason: 'decompressed',
    status: [8],
  },
  {
    pattern: /Received message larger than max/i,
    kind: 'message-too-large',
    reason: 'received',
    status: [8],
    evenFromGrpc: true,
  },
  {
    pattern: /Sent message larger than max/i,
    kind: 'message-too-large',
    reason: 'sent-by-server',
    status: [8],
    evenFromGrpc: true,
  },
];

const DEADLINE: readonly Sign[] = [
  { pattern: /^Deadline exceeded[\s\S]*waiting for name resolution/i, kind: 'deadline', reason: 'resolving' },
  { pattern: /^Deadline exceeded[\s\S]*remote_addr=/i, kind: 'deadline', reason: 'waiting-for-answer' },
  { pattern: /^Deadline exceeded[\s\S]*LB pick/i, kind: 'deadline', reason: 'connecting' },
  { pattern: /^Deadline exceeded/i, kind: 'deadline', status: [4] },
];

/** By OpenSSL's reason words, since routine names, thread numbers and advice change with Node. */
const TLS: readonly Sign[] = [
  {
    pattern:
      /alert certificate (?:required|expired|revoked|unknown)|alert (?:bad|unsupported) certificate|alert unknown ca|alert access denied|peer did not return a certificate/i,
    kind: 'tls',
    reason: 'client-certificate',
  },
  {
    pattern:
      /ALTNAME_INVALID|does not match certificate's altnames|host ?name mismatch|ip address mismatch|certificate is valid for .{0,200} not|RemoteCertificateNameMismatch/i,
    kind: 'tls',
    reason: 'host-name-mismatch',
  },
  {
    pattern: /Setting the TLS ServerName to an IP address is not permitted/i,
    kind: 'tls',
    reason: 'name-required',
  },
  {
    pattern: /certificate has expired|CERT_HAS_EXPIRED|certificate expired/i,
    kind: 'tls',
    reason: 'certificate-expired',
  },
  {
    pattern: /certificate is not yet valid|CERT_NOT_YET_VALID/i,
    kind: 'tls',
    reason: 'certificate-not-yet-valid',
  },
  { pattern: /certificate revoked|CERT_REVOKED/i, kind: 'tls', reason: 'certificate-revoked' },
  {
    pattern: /(?:unsuitable|unsupported) certificate purpose|INVALID_PURPOSE/i,
    kind: 'tls',
    reason: 'certificate-purpose',
  },
  {
    pattern:
      /unable to verify the first certificate|UNABLE_TO_(?:VERIFY|GET_ISSUER)|unable to get (?:local )?issuer certificate|self[- ]signed certificate in certificate chain|SELF_SIGNED_CERT_IN_CHAIN|signed by unknown authority|RemoteCertificateChainErrors/i,
    kind: 'tls',
    reason: 'untrusted-certificate',
  },
  { pattern: /self[- ]signed certificate|DEPTH_ZERO_SELF_SIGNED/i, kind: 'tls', reason: 'self-signed' },
  {
    pattern: /CERTIFICATE_VERIFY_FAILED|certificate verify failed/i,
    kind: 'tls',
    reason: 'untrusted-certificate',
  },
  {
    pattern: /wrong.version.number|packet length too long|first record does not look like a TLS handshake/i,
    kind: 'tls',
    reason: 'server-is-plaintext',
  },
  {
    pattern: /no application protocol|missing selected ALPN|ALPN/i,
    kind: 'tls',
    reason: 'protocol-not-agreed',
  },
  {
    pattern: /alert protocol version|unsupported.protocol|no protocols available/i,
    kind: 'tls',
    reason: 'tls-version',
  },
  {
    pattern:
      /Protocol not secure enough|insufficient security|(?:md|ee key|ca key|dh key|key) too (?:weak|small)/i,
    kind: 'tls',
    reason: 'inadequate-security',
  },
  {
    pattern: /before secure TLS connection was established|SSL_ERROR_SYSCALL|unexpected eof while reading/i,
    kind: 'tls',
    reason: 'handshake-dropped',
  },
  {
    pattern:
      /alert handshake failure|no shared cipher|SSL alert number|SSL routines|SSL_ERROR_SSL|EPROTO\b|TLS handshake/i,
    kind: 'tls',
    reason: 'handshake-refused',
  },
];

const CONNECT: readonly Sign[] = [
  {
    pattern:
      /(?:Last error|internal client error): Protocol error|connect an http1\.x server|HTTP_1_1_REQUIRED|Parse Error: Expected HTTP|Failed parsing HTTP\/2/i,
    kind: 'not-a-grpc-server',
    reason: 'not-http2',
  },
  {
    pattern:
      /Name resolution failed|DNS resolution failed|ENOTFOUND|EAI_AGAIN|no such host|Could not resolve host|Name or service not known|No such host is known/i,
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
  { pattern: /connect (?:EACCES|EPERM)/i, kind: 'server-unreachable', reason: 'not-permitted' },
  {
    pattern: /ETIMEDOUT|Failed to connect before the deadline|connection timed out|i\/o timeout/i,
    kind: 'server-unreachable',
    reason: 'connect-timeout',
  },
  {
    pattern: /(?:No connection established|failed to connect)[\s\S]*(?:ECONNRESET|connection reset)/i,
    kind: 'server-unreachable',
    reason: 'reset',
  },
  {
    pattern: /No connection established[\s\S]*(?:Failed to connect|closed)/i,
    kind: 'server-unreachable',
    reason: 'closed-during-connect',
  },
  {
    pattern:
      /No connection established|failed to connect to (?:all addresses|remote host)|Error connecting to subchannel|connection error: desc/i,
    kind: 'server-unreachable',
  },
];

const LOST: readonly Sign[] = [
  {
    pattern: /Stream refused by server|REFUSED_STREAM|RST_STREAM with (?:error )?code 7\b/i,
    kind: 'connection-lost',
    reason: 'refused-stream',
  },
  { pattern: /^Call cancelled$/i, kind: 'connection-lost', reason: 'cancelled-by-peer', status: [1] },
  {
    pattern:
      /Connection dropped|ECONNRESET|EPIPE|socket hang up|socket closed|connection reset by peer|Session closed with error|Stream removed|Endpoint read failed|broken pipe|GOAWAY received|transport is closing|ERR_HTTP2_(?:SESSION|STREAM)/i,
    kind: 'connection-lost',
    status: [1, 2, 13, 14],
  },
  {
    pattern: /Bandwidth exhausted|ENHANCE_YOUR_CALM|too_many_pings/i,
    kind: 'resource-exhausted',
    reason: 'enhance-your-calm',
    status: [8, 14],
  },
  {
    pattern:
      /RST_STREAM with (?:error )?code 0\b|Call ended without gRPC status|ended without (?:sending )?(?:trailers|status)|without sending trailers/i,
    kind: 'protocol-error',
    reason: 'ended-without-status',
  },
  { pattern: /RST_STREAM/i, kind: 'protocol-error', reason: 'stream-reset' },
];

const ANSWER: readonly Sign[] = [
  {
    pattern: /^No message received/i,
    kind: 'protocol-error',
    reason: 'no-response-message',
    status: [12, 13],
    evenFromGrpc: true,
  },
  {
    pattern: /Response message parsing error|Exception deserializing response/i,
    kind: 'protocol-error',
    reason: 'response-codec',
    status: [13],
    evenFromGrpc: true,
  },
  {
    pattern: /Failed to decompress/i,
    kind: 'protocol-error',
    reason: 'compression',
    status: [13],
    evenFromGrpc: true,
  },
  {
    pattern: /Cancelled on client|Locally cancell?ed|operation was aborted|context canceled/i,
    kind: 'cancelled',
    reason: 'by-client',
    status: [1],
  },
];

/** In the order in which they are tried; the first that matches wins. */
export const SIGNS: readonly Sign[] = [
  ...LOCAL,
  ...GATEWAY,
  ...SIZES,
  ...DEADLINE,
  ...TLS,
  ...CONNECT,
  ...LOST,
  ...ANSWER,
];
