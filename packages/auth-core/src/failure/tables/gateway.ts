import { topic } from './topic.js';

const httpReason = (match: RegExpExecArray): string => `http-${match.slice(1).find(Boolean)}`;

const NOT_JUDGED = 'The key was not judged.';

/**
 * Something other than the server answered. Signs: observed, where no other source is named. Pages of web servers and
 * proxies have reasons of the form `http-404`; the row `http-5xx` is for those from 500 without a row of their own.
 */
export const GATEWAY = /* @__PURE__ */ topic({
  kinds: {
    'proxy-failed': {
      exitCode: 6,
      origin: 'gateway',
      happened: 'The proxy on the way did not open it.',
      remedy:
        'Fix the proxy named in grpc_proxy, https_proxy or http_proxy, or add the host of the server to no_proxy. grpc-js and Python send even calls to this machine through it: list 127.0.0.1 and localhost there too.',
    },
    'not-a-grpc-server': {
      exitCode: 6,
      origin: 'gateway',
      happened: 'Something that is not a gRPC server answered: a web server, a proxy or a login page.',
      remedy: `Check host and port, and the proxies on the way. ${NOT_JUDGED}`,
    },
  },
  reasons: {
    'proxy-failed': {
      unusable: { remedy: 'Write http://host:port, or set no_proxy for the host of the server.' },
      'name-not-found': {
        happened: 'The name of the proxy could not be resolved to an address.',
        remedy: 'Check the spelling of the proxy, or set no_proxy for the host of the server.',
      },
      refused: {
        happened: 'Nothing listens at the address of the proxy.',
        remedy: 'Check host and port of the proxy, or set no_proxy for the host of the server.',
      },
      silent: {
        happened: 'The proxy did not answer in time.',
        remedy:
          'Check that host and port are those of a proxy for HTTP, or set no_proxy for the host of the server.',
      },
      closed: {
        happened: 'The proxy closed the connection without an answer.',
        remedy:
          'Check that host and port are those of a proxy for HTTP, or set no_proxy for the host of the server.',
      },
      'http-5xx': {
        happened: 'The proxy did not reach the server.',
        remedy: 'Check host and port of the server, and whether the proxy can reach it.',
      },
      'http-403': {
        happened: 'The proxy forbids the way to this server (HTTP 403).',
        remedy: 'Have the host and port of the server allowed in the proxy, or set no_proxy for the host.',
      },
      'http-407': {
        happened: 'The proxy requires a login of its own (HTTP 407).',
        remedy:
          'Write user and password into its URL (http://user:password@host:port), or set no_proxy for the host of the server.',
      },
    },
    'not-a-grpc-server': {
      'not-http2': {
        happened: 'What listens there does not speak HTTP/2, so it is not the gRPC server.',
        remedy: 'Check the port (the SOAP port is another one) and the proxies on the way.',
      },
      'breaks-http2': {
        billed: 'maybe',
        happened: 'What listens there does not speak HTTP/2, or broke its rules.',
        remedy:
          'Check the port (the SOAP port is another one) and the proxies on the way. If calls worked before, this one may have been carried out and billed.',
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
      'http-413': {
        happened: 'A proxy on the way allows no request of this size (HTTP 413).',
        remedy:
          'Raise its limit for the body of a request: client_max_body_size in nginx, where 1 MB is the default and 0 turns it off.',
      },
      'http-error': {
        billed: 'maybe',
        happened: 'A web server or proxy answered with an HTTP error and did not say which.',
        remedy: `Check host, port and proxies. ${NOT_JUDGED}`,
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
    // The words of this package's own client, which names the proxy and the variable that it comes from.
    {
      pattern: /the proxy \S{1,300} \([a-z_ ]{1,40}\) answered HTTP (\d{3})/i,
      kind: 'proxy-failed',
      reason: httpReason,
    },
    {
      pattern:
        /the proxy \S{1,300} \([a-z_ ]{1,40}\) (?:was not resolved|was not reached: [^\n]{0,100}(?:ENOTFOUND|EAI_AGAIN))/i,
      kind: 'proxy-failed',
      reason: 'name-not-found',
    },
    {
      pattern: /the proxy \S{1,300} \([a-z_ ]{1,40}\) was not reached: [^\n]{0,200}ECONNREFUSED/i,
      kind: 'proxy-failed',
      reason: 'refused',
    },
    {
      pattern: /the proxy \S{1,300} \([a-z_ ]{1,40}\) did not (?:take the connection|answer CONNECT)/i,
      kind: 'proxy-failed',
      reason: 'silent',
    },
    {
      pattern: /the proxy \S{1,300} \([a-z_ ]{1,40}\) did not open the way: /i,
      kind: 'proxy-failed',
      reason: 'closed',
    },
    { pattern: /the proxy \S{1,300} \([a-z_ ]{1,40}\) /i, kind: 'proxy-failed' },
    {
      // grpc-js, of headers that end an answer and have no grpc-status: whoever sent them had the whole request.
      pattern: /Received HTTP status code 200\b/i,
      kind: 'protocol-error',
      reason: 'ended-without-status',
      evenFromGrpc: true,
    },
    {
      // grpc-js 1.10 and later; with content-type application/grpc too, where the peer gave no grpc-status.
      pattern: /Received HTTP status code (\d{3})/i,
      kind: 'not-a-grpc-server',
      reason: httpReason,
      status: 'any',
      evenFromGrpc: true,
    },
    {
      // In turn grpcio, grpc-dotnet, grpc-go and grpc-java, tonic, and connect.
      pattern:
        /Received http2 header with status: (\d{3})|Got status code: (\d{3})|(?:unexpected HTTP status code received from server|(?<!\()HTTP status(?: code)?):? (?!200)(\d{3})|mapped from HTTP status code (\d{3})|(?:^|\n|\] )HTTP (\d{3})(?:\n|$)/i,
      kind: 'not-a-grpc-server',
      reason: httpReason,
      status: 'any',
    },
    {
      // The proxy that the environment names. grpc-js writes its answer to its log only; the others say it.
      pattern:
        /Last error: (?:undefined|null)\b|HTTP proxy returned response code|proxy (?:connection|connect|tunnel|authentication)|tunneling socket could not|proxyconnect|HTTP code \d{3} from proxy|CONNECT tunnel failed|Tunnel connection failed|Proxy tunneling failed|Proxy response \(\d{3}\)|resolve proxy|connect to proxy|\bProxyError\b|do connect handshake/i,
      kind: 'proxy-failed',
    },
    {
      // Pages of web servers and proxies: nginx, Apache, HAProxy, IIS and http.sys, Cloudflare; then urllib.
      pattern:
        /<title>[^<\n]{0,80}?\b([45]\d\d)(?:\.\d{1,2})?\b[^<\n]{0,80}<\/title>|(?:<h1>|<h2>)\s{0,4}(?:HTTP )?(?:Error )?([45]\d\d)\b|\bHTTP Error ([45]\d\d)\b|returned an error: \(([45]\d\d)\)|\b([45]\d\d) (?:(?:Client|Server) Error: |Bad Gateway|Gateway Time-?out|Service (?:Temporarily )?Unavailable|Request Entity Too Large|(?:Payload|Content) Too Large|Misdirected Request)/i,
      kind: 'not-a-grpc-server',
      reason: httpReason,
    },
    {
      // The first line of an answer, as curl prints it.
      pattern: /(?:^|\n)HTTP\/(?:1\.0|1\.1|2|2\.0) [45]\d\d\b/,
      kind: 'not-a-grpc-server',
      reason: ([line]) => `http-${line.slice(-3)}`,
    },
    // Cloudflare, to programs.
    {
      pattern: /(?:^|\n|: )error code: (5\d\d)\s{0,4}(?:\n|$)/,
      kind: 'not-a-grpc-server',
      reason: httpReason,
    },
    { pattern: /Http response at 400 or 500 level/i, kind: 'not-a-grpc-server', reason: 'http-error' },
    {
      // Squid, Zscaler, FortiGate, Cloudflare: pages of proxies without a status in their text.
      pattern:
        /requested URL could not be retrieved|Security by Zscaler|zscaler|Web Page Blocked|FortiGate|Attention Required! \| Cloudflare|Cloudflare Ray ID|<title>[^<\n]{0,80}(?:denied|blocked|forbidden|unavailable|sign ?in|log ?in|gateway|error)\b/i,
      kind: 'not-a-grpc-server',
      reason: 'body-is-text',
    },
    // Envoy's own rules; it answers with a grpc-status.
    {
      pattern: /^RBAC: access denied\s{0,8}(?:\n|$)/,
      kind: 'not-a-grpc-server',
      reason: 'http-403',
      status: [7],
      evenFromGrpc: true,
    },
    {
      pattern:
        /(?:unexpected|invalid|unsupported|unknown|missing(?: HTTP)?|not have a) content[ -]?type|received (?:the )?unexpected content|invalid compression flag: \d/i,
      kind: 'not-a-grpc-server',
      reason: 'other-content-type',
    },
    {
      // Envoy's texts; it answers with a grpc-status of its own.
      pattern:
        /no healthy upstream|upstream connect error[^\n]{0,160}reset reason: (?:remote |local )?connection (?:failure|timeout)|delayed connect error/i,
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
  ],
});
