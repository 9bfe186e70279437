import { applicationRpcs, type DeepPartial, type RpcMethod, type RpcTable } from '@dlubal-kit/protos';
import * as grpc from '@grpc/grpc-js';

/** A client for tests: grpc-js, another implementation than the server's own. */
export interface TestClient extends Disposable {
  readonly client: grpc.Client;
  call<M extends RpcMethod>(
    method: M,
    request?: DeepPartial<RpcTable[M]['request']>,
    options?: grpc.CallOptions,
  ): Promise<RpcTable[M]['response']>;
  /** Calls any path with the bytes of a message. */
  raw(path: string, message?: Buffer): Promise<Buffer>;
}

export interface TestClientOptions {
  /** The key's text; none sends no header. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly channel?: grpc.ClientOptions;
  readonly credentials?: grpc.ChannelCredentials;
}

export function clientFor(address: string, options: TestClientOptions = {}): TestClient {
  const { key, headers = {}, channel = {}, credentials = grpc.credentials.createInsecure() } = options;
  const client = new grpc.Client(address, credentials, { 'grpc.use_local_subchannel_pool': 1, ...channel });
  const metadata = (): grpc.Metadata => {
    const made = new grpc.Metadata();
    if (key !== undefined) made.set('authorization', `Bearer ${key}`);
    for (const [name, value] of Object.entries(headers)) made.set(name, value);
    return made;
  };
  const send = (path: string, message: Buffer, callOptions: grpc.CallOptions): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const same = (bytes: Buffer): Buffer => bytes;
      client.makeUnaryRequest(path, same, same, message, metadata(), callOptions, (error, response) =>
        error === null && response !== undefined ? resolve(response) : reject(error),
      );
    });
  return {
    client,
    async call(method, request, callOptions = {}) {
      const row = applicationRpcs[method];
      const encode = row.encodeRequest as (value: unknown) => Buffer;
      return row.decodeResponse(await send(row.path, encode(request ?? {}), callOptions)) as never;
    },
    raw: (path, message = Buffer.alloc(0)) => send(path, message, {}),
    [Symbol.dispose]: () => client.close(),
  };
}
