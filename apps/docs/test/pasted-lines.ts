import { type FailureKind, KINDS, REFUSALS } from '@dlubal-kit/auth-core';

/** What people paste from logs, and the kind of failure whose page must be found. */
type PastedLine = readonly [kind: FailureKind, line: string];

const ofOtherPrograms: readonly PastedLine[] = [
  [
    'server-unreachable',
    'transport: Error while dialing: dial tcp 127.0.0.1:9000: connect: connection refused',
  ],
  [
    'server-unreachable',
    '14 UNAVAILABLE: No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:9000. Resolution note: ',
  ],
  [
    'server-unreachable',
    'details = "failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:9000: Failed to connect to remote host: Connection refused"',
  ],
  [
    'server-unreachable',
    'Grpc.Core.RpcException: Status(StatusCode="Unavailable", Detail="Error connecting to subchannel.", DebugException="System.Net.Sockets.SocketException: Connection refused")',
  ],
  [
    'name-not-found',
    'rpc error: code = Unavailable desc = dns: A record lookup error: lookup rfem.example: no such host',
  ],
  ['name-not-found', 'Error: getaddrinfo ENOTFOUND rfem.example'],
  ['name-not-found', 'io.grpc.StatusRuntimeException: UNAVAILABLE: Unable to resolve host rfem.example'],
  ['tls', 'x509: certificate signed by unknown authority'],
  [
    'tls',
    'Error: self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
  ],
  ['tls', 'SSL routines:ssl3_get_record:wrong version number'],
  ['tls', 'javax.net.ssl.SSLHandshakeException: PKIX path building failed'],
  [
    'deadline',
    '4 DEADLINE_EXCEEDED: Deadline exceeded after 5.001s,LB pick: 0.001s,remote_addr=127.0.0.1:9000',
  ],
  ['deadline', 'rpc error: code = DeadlineExceeded desc = context deadline exceeded'],
  [
    'connection-lost',
    'rpc error: code = Unavailable desc = error reading from server: read tcp 10.0.0.1:48862->10.0.0.5:9000: read: connection reset by peer',
  ],
  ['connection-lost', 'Error: 14 UNAVAILABLE: read ECONNRESET'],
  ['proxy-failed', 'failed to do connect handshake, response: "HTTP/1.1 407 Proxy Authentication Required"'],
  [
    'not-a-grpc-server',
    '<html> <head><title>502 Bad Gateway</title></head> <body> <center><h1>502 Bad Gateway</h1></center>',
  ],
  ['not-a-grpc-server', 'Bad gRPC response. Response protocol downgraded to HTTP/1.1.'],
  ['message-too-large', '8 RESOURCE_EXHAUSTED: Received message larger than max (5242880 vs 4194304)'],
  ['provider-failed', 'Getting metadata from plugin failed with error: config.ini not found'],
  ['address-invalid', 'Name resolution failed for target dns:https://127.0.0.1:9000'],
  ['client-misuse', 'Channel closed before call started'],
  ['key-malformed', 'Metadata string value "Bearer ak-…" contains illegal characters'],
];

const refusals: readonly PastedLine[] = Object.entries(REFUSALS).flatMap(([kind, { details }]) =>
  [
    details,
    `grpc._channel._InactiveRpcError: status = StatusCode.UNAUTHENTICATED details = "${details}"`,
    `Unhandled exception. Grpc.Core.RpcException: Status(StatusCode="Unauthenticated", Detail="${details}")`,
    `rpc error: code = Unauthenticated desc = ${details}`,
  ].map((line): PastedLine => [kind as FailureKind, line]),
);

/** As the command line and errors of the kit say it. */
const ofTheKit: readonly PastedLine[] = (Object.keys(KINDS) as FailureKind[]).flatMap((kind) => [
  [kind, `dlubal-auth: [${kind}] ${KINDS[kind].happened}`] as const,
  [kind, kind] as const,
]);

export const PASTED_LINES: readonly PastedLine[] = [...ofOtherPrograms, ...refusals, ...ofTheKit];
