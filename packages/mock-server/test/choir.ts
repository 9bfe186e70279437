import * as grpc from '@grpc/grpc-js';
import type { MockServer } from '../src/index.js';

const text = {
  requestSerialize: (message: string): Buffer => Buffer.from(message),
  requestDeserialize: (bytes: Buffer): string => bytes.toString(),
  responseSerialize: (message: string): Buffer => Buffer.from(message),
  responseDeserialize: (bytes: Buffer): string => bytes.toString(),
};
/** A service with a stream in each direction, and in both. */
export const choir = {
  sing: { path: '/test.Choir/Sing', requestStream: false, responseStream: true, ...text },
  count: { path: '/test.Choir/Count', requestStream: true, responseStream: false, ...text },
  echo: { path: '/test.Choir/Echo', requestStream: true, responseStream: true, ...text },
} as const;

const ChoirClient = grpc.makeGenericClientConstructor(choir, 'Choir');

/** A client of it, by grpc-js. */
export function clientOf(
  server: MockServer,
  key = server.key('project_1').reveal(),
  channel: grpc.ClientOptions = {},
) {
  const client = new ChoirClient(server.address, grpc.credentials.createInsecure(), channel);
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${key}`);
  type Stream = grpc.ClientDuplexStream<string, string>;
  const open = (method: keyof typeof choir, ...args: unknown[]): Stream =>
    (client[method] as unknown as (...args: unknown[]) => Stream).call(client, ...args, metadata);
  return { client, metadata, open, [Symbol.dispose]: () => client.close() };
}

/** All messages of a stream, and how it ended. */
export async function hear(stream: grpc.ClientReadableStream<string>) {
  const heard: string[] = [];
  try {
    for await (const message of stream) heard.push(message);
    return { heard, code: 0, details: '' };
  } catch (thrown) {
    const { code, details } = thrown as grpc.ServiceError;
    return { heard, code, details };
  }
}
