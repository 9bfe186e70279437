import type { IncomingCall } from '../engine/incoming-call.js';
import { STATUS_CODES } from '../engine/status-code.js';

/** gRPC's standard health service. Source: grpc/grpc, doc/health-checking.md. */
export const HEALTH_PATH = '/grpc.health.v1.Health/Check';

/** HealthCheckResponse with status SERVING. */
const SERVING = Uint8Array.from([0x08, 1]);

/**
 * Answers a health check: without a key, without counting it and without a journal entry, since that service belongs to the
 * mock server and not to the Dlubal API.
 */
export function answerHealth(call: IncomingCall, request: Buffer, has: (service: string) => boolean): void {
  const service = serviceIn(request);
  if (service === '' || has(service)) call.reply(SERVING);
  else call.finish(STATUS_CODES.NOT_FOUND, 'The mock server has no such service.');
}

/** Field 1 of a HealthCheckRequest, a name of up to 127 bytes. */
function serviceIn(request: Buffer): string {
  return request[0] === 0x0a ? request.toString('utf8', 2, 2 + (request[1] ?? 0)) : '';
}
