import type { IncomingCall } from '../engine/incoming-call.js';
import type { CallSink } from '../engine/open-stream.js';
import { RequestInbox } from '../engine/request-inbox.js';
import type { Services } from '../services/services.js';
import { STATUS_CODES } from '../wire/status-code.js';
import type { BuiltInMethod } from './built-in-method.js';

/**
 * gRPC's server reflection, by which grpcurl, Postman and others learn the methods. Source: grpc/grpc,
 * doc/server-reflection.md. Descriptors are loaded with the first question.
 */
export const REFLECTION_METHODS: readonly (readonly [path: string, method: BuiltInMethod])[] = [
  ['/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', reflection],
  ['/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo', reflection],
];

function reflection(call: IncomingCall, services: Services): CallSink {
  const inbox = new RequestInbox(call);
  answerAll(call, inbox, services).catch(() =>
    call.finish(STATUS_CODES.INTERNAL, 'The question could not be decoded.'),
  );
  return { message: (bytes) => inbox.push(bytes), halfClose: () => inbox.end() };
}

async function answerAll(call: IncomingCall, questions: RequestInbox, services: Services): Promise<void> {
  const { reflector } = await import('./reflection.js');
  const reflect = reflector(services.reflected());
  for await (const question of questions) {
    await call.send(reflect(question as Uint8Array));
  }
  call.finish(STATUS_CODES.OK);
}
