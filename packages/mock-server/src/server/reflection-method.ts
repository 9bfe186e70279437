import type { IncomingCall } from '../engine/incoming-call.js';
import type { CallSink } from '../engine/open-stream.js';
import { STATUS_CODES } from '../engine/status-code.js';
import type { BuiltInMethod } from './built-in-methods.js';
import type { Services } from './services.js';

/**
 * gRPC's server reflection, by which grpcurl, Postman and others learn the methods. Source: grpc/grpc,
 * doc/server-reflection.md. Descriptors are loaded with the first question.
 */
export const REFLECTION_METHODS: readonly (readonly [path: string, method: BuiltInMethod])[] = [
  ['/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', reflection],
  ['/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo', reflection],
];

function reflection(call: IncomingCall, services: Services): CallSink {
  call.listens = true;
  // One after the other: the answers come in the order of the questions.
  let last: Promise<unknown> = Promise.resolve();
  const next = (work: () => unknown): void => {
    last = last
      .then(work)
      .catch(() => call.finish(STATUS_CODES.INTERNAL, 'The question could not be decoded.'));
  };
  return {
    message(bytes) {
      next(async () => {
        const { reflect } = await import('../reflection/reflection.js');
        if (!call.write(reflect(bytes, services.reflected()))) await call.drained();
      });
    },
    halfClose: () => next(() => call.finish(STATUS_CODES.OK)),
  };
}
