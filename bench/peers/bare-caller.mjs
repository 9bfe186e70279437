import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { PATH } from './bytes-service.mjs';

const same = (bytes) => bytes;

/** grpc-js as it is, with the headers of a key made once. `call` takes a message and the options of the call. */
export function bareCaller(port, key, channelOptions = {}) {
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${key}`);
  metadata.set('api-client-info', 'Node | 0.0.0');
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), channelOptions);
  const call = (question, options = {}) =>
    new Promise((done, failed) => {
      client.makeUnaryRequest(PATH, same, same, question, metadata, options, (error, value) =>
        error === null ? done(value) : failed(error),
      );
    });
  return { call, headers: metadata.getMap(), close: () => client.close() };
}
