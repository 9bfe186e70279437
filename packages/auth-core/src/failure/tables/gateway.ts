import type { Topic } from './topic.js';

const httpReason = (match: RegExpExecArray): string => `http-${match.slice(1).find(Boolean)}`;

const NOT_JUDGED = 'The key was not judged.';

/**
 * Something other than the server answered. Signs: observed, where no other source is named. Pages of web servers and
 * proxies have reasons of the form `http-404`; the row `http-5xx` is for those from 500 without a row of their own.
 */
export const GATEWAY = {
  kinds: {
    'proxy-failed': {
      exitCode: 6,
      origin: 'gateway',
      happened: 'A proxy that the environment names did not open the way to the server.',
      remedy:
        'Add the host of the server to no_proxy (such as no_proxy=127.0.0.1,localhost), or fix the proxy in grpc_proxy, https_proxy or http_proxy: gRPC sends even loopback through it.',
    },
    'not-a-grpc-server': {
      exitCode: 6,
      origin: 'gateway',
      happened: 'Something that is not a gRPC server answered: a web server, a proxy or a login page.',
      remedy: `Check host and port, and the proxies on the way. ${NOT_JUDGED}`,
    },
  },
  reasons: {
    'not-a-grpc-server': {
      'not-http2': {
        happened: 'What listens there does not speak HTTP/2, so it is not the gRPC server.',
        remedy: 'Check the port (the SOAP port is another one) and the proxies on the way.',
      },
      'body-is-text': {
        happened: 'A web page came back instead of an answer, from a web server, a proxy or a login portal.',
        remedy: `Check host, port and proxies. ${NOT_JUDGED}`,
      },
      'other-content-type': {
        happened: 'The answer is not a gRPC answer.',
        remedy: `Check host, port and the proxies on the way. ${NOT_JUDGED}`,
      },
      'http-401': {
        happened: 'A proxy or web server on the way requires a login of its own (HTTP 401).',
        remedy: `Check host, port and proxies. ${NOT_JUDGED}`,
      },
      'http-403': {
        happened: 'A proxy or web server forbids the call (HTTP 403).',
        remedy: `Check the rules of the proxy. ${NOT_JUDGED}`,
      },
      'http-404': {
        happened: 'A web server answered that the page does not exist (HTTP 404).',
        remedy: 'Check the port: this is not the gRPC port.',
      },
      'http-407': {
        happened: 'A proxy requires a login of its own (HTTP 407).',
        remedy: 'Add the host to no_proxy, or log in at the proxy.',
      },
      'http-429': {
        retryable: true,
        happened: 'A gateway limits the calls (HTTP 429).',
        remedy: 'Wait, then send fewer calls at a time.',
      },
      'http-5xx': {
        billed: 'maybe',
        happened: 'A gateway or web server broke down.',
        remedy: 'See its log. The call may have reached the server.',
      },
      'http-502': {
        billed: 'maybe',
        happened: 'A gateway got no proper answer from the server (HTTP 502).',
        remedy: 'Check that the server runs and speaks HTTP/2 to the gateway.',
      },
      'http-503': {
        retryable: true,
        happened: 'A gateway reports that the server is not available (HTTP 503).',
        remedy: 'Start the server, or wait.',
      },
      'http-504': {
        billed: 'maybe',
        happened: 'A gateway waited too long for the server (HTTP 504).',
        remedy: 'Give its route more time. The call may have been carried out and billed.',
      },
    },
  },
  signs: [
    {
      // grpc-js 1.10 and later; with content-type application/grpc too, where the peer gave no grpc-status.
      pattern: /Received HTTP status code (\d{3})/i,
      kind: 'not-a-grpc-server',
      reason: httpReason,
      status: 'any',
      evenFromGrpc: true,
    },
    {
      // In turn grpcio, grpc-go, grpc-dotnet and connect; the first three as their sources have them.
      pattern:
        /Received http2 header with status: (\d{3})|unexpected HTTP status code received from server: (\d{3})|Bad gRPC response\. HTTP status code: (\d{3})|(?:^|\n)HTTP (\d{3})(?:\n|$)/i,
      kind: 'not-a-grpc-server',
      reason: httpReason,
      status: 'any',
    },
    {
      pattern: /(?:unexpected|invalid|unsupported) content[ -]?type/i,
      kind: 'not-a-grpc-server',
      reason: 'other-content-type',
    },
    {
      // Envoy's texts; it answers with a grpc-status of its own.
      pattern:
        /no healthy upstream|upstream connect error[^\n]{0,120}reset reason: (?:remote |local )?connection (?:failure|timeout)/i,
      kind: 'server-unreachable',
      reason: 'gateway-no-upstream',
      evenFromGrpc: true,
    },
    {
      pattern:
        /upstream connect error|upstream (?:reset|request timeout|prematurely)|reset reason: connection/i,
      kind: 'connection-lost',
      reason: 'gateway-upstream',
      status: [4, 13, 14],
      evenFromGrpc: true,
    },
    {
      // grpc-js writes the proxy's answer to its log only; grpcio names it.
      pattern:
        /Last error: (?:undefined|null)\b|HTTP proxy returned response code|proxy (?:connection|connect|tunnel|authentication)|tunneling socket could not/i,
      kind: 'proxy-failed',
    },
  ],
} as const satisfies Topic;
