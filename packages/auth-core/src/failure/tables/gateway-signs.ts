import type { Sign } from '../sign.js';

const httpReason = (match: RegExpExecArray): string => `http-${match.slice(1).find(Boolean)}`;

/** What tells that something other than the server answered. Observed, where no other source is named. */
export const GATEWAY_SIGNS: readonly Sign[] = [
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
    // grpc-js tells the proxy's answer to its log alone; grpcio names it.
    pattern:
      /Last error: (?:undefined|null)\b|HTTP proxy returned response code|proxy (?:connection|connect|tunnel|authentication)|tunneling socket could not/i,
    kind: 'proxy-failed',
  },
];
