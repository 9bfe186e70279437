import { Server, ServerCredentials } from '@grpc/grpc-js';

/** The method that the benches call. */
export const PATH = '/dlubal.api.rfem.Application/get_application_info';

const same = (bytes) => bytes;

/** Its service for grpc-js, whose messages are bytes on both sides. */
export const BYTES_SERVICE = {
  getApplicationInfo: {
    path: PATH,
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  },
};

/** A bare grpc-js server whose only handler returns a constant, and its port. */
export async function bytesServer(answer) {
  const server = new Server();
  server.addService(BYTES_SERVICE, { getApplicationInfo: (_call, reply) => reply(null, answer) });
  const port = await new Promise((done, failed) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? done(bound) : failed(error),
    );
  });
  return { server, port };
}
