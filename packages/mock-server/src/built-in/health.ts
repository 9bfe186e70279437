import type { IncomingCall } from '../engine/incoming-call.js';
import type { CallSink } from '../engine/open-stream.js';
import type { Services } from '../services/services.js';
import { STATUS_CODES } from '../wire/status-code.js';
import type { BuiltInMethod } from './built-in-method.js';

/** HealthCheckResponse with a status. Source: grpc/grpc, doc/health-checking.md. */
const SERVING = Uint8Array.from([0x08, 1]);
const SERVICE_UNKNOWN = Uint8Array.from([0x08, 3]);

/** gRPC's standard health service. */
export const HEALTH_METHODS: readonly (readonly [path: string, method: BuiltInMethod])[] = [
  ['/grpc.health.v1.Health/Check', onRequest(check)],
  ['/grpc.health.v1.Health/Watch', onRequest(watch)],
];

function check(call: IncomingCall, known: boolean): void {
  if (known) call.reply(SERVING);
  else call.finish(STATUS_CODES.NOT_FOUND, 'The mock server has no such service.');
}

/** Says how things are, and stays: nothing changes until the server stops, which ends the call with UNAVAILABLE. */
function watch(call: IncomingCall, known: boolean): void {
  void call.send(known ? SERVING : SERVICE_UNKNOWN);
}

function onRequest(answer: (call: IncomingCall, known: boolean) => void): BuiltInMethod {
  return (call: IncomingCall, services: Services): CallSink => {
    let service = '';
    return {
      message(request) {
        service = serviceIn(request);
      },
      halfClose: () => answer(call, service === '' || services.has(service)),
    };
  };
}

/** Field 1 of a HealthCheckRequest, a name of up to 127 bytes. */
function serviceIn(request: Buffer): string {
  return request[0] === 0x0a ? request.toString('utf8', 2, 2 + (request[1] ?? 0)) : '';
}
