/** Failures on the way: no answer of the Dlubal server came back. */
export const CONNECTION_KINDS = {
  'server-unreachable': {
    exitCode: 6,
    retryable: true,
    happened: 'No connection to the server could be made.',
    remedy:
      'Start RFEM or its server with the API turned on, and check host and port (127.0.0.1:9000 by default).',
  },
  'name-not-found': {
    exitCode: 6,
    retryable: true,
    happened: 'The name of the server could not be resolved to an address.',
    remedy: 'Check the spelling of the host, the DNS and the VPN; the port follows the host after a colon.',
  },
  'proxy-failed': {
    exitCode: 6,
    origin: 'gateway',
    happened: 'A proxy that the environment names did not open the way to the server.',
    remedy:
      'Add the host of the server to no_proxy (such as no_proxy=127.0.0.1,localhost), or mend the proxy in grpc_proxy, https_proxy or http_proxy: gRPC sends even loopback through it.',
  },
  'not-a-grpc-server': {
    exitCode: 6,
    origin: 'gateway',
    happened: 'Something that is not a gRPC server answered: a web server, a proxy or a login page.',
    remedy: 'Check host and port, and the proxies on the way. The key was not judged.',
  },
  'connection-lost': {
    exitCode: 6,
    billed: 'maybe',
    happened: 'The connection ended after the request was sent and before the answer was complete.',
    remedy:
      'See whether the server still runs, then look whether the call took effect before you repeat it: it may have been carried out and billed.',
  },
  deadline: {
    exitCode: 6,
    billed: 'maybe',
    happened: 'No answer came within the time that the call was given.',
    remedy:
      'Give the call more time, or see what keeps the server busy. The call may have been carried out and billed.',
  },
  cancelled: {
    exitCode: 1,
    origin: 'local',
    billed: 'maybe',
    happened: 'The caller gave the call up.',
    remedy: 'Nothing to mend if that was meant; the call may have been carried out and billed all the same.',
  },
  tls: {
    exitCode: 7,
    happened: 'No secure connection could be agreed on.',
    remedy:
      'Check whether the server speaks TLS at all, which certificate it shows, and which roots are trusted.',
  },
} as const;
