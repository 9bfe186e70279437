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
  // Without a name, grpc-js gives Node an IP address as one: Node 26 refuses that, earlier ones print a warning.
  const named = credentials._isSecure() ? { 'grpc.ssl_target_name_override': 'localhost' } : {};
  const own = { 'grpc.use_local_subchannel_pool': 1, ...named };
  const client = new grpc.Client(address, credentials, { ...own, ...channel });
  const metadata = (): grpc.Metadata => {
    const made = new grpc.Metadata();
    if (key !== undefined) made.set('authorization', `Bearer ${key}`);
    for (const [name, value] of Object.entries(headers)) made.set(name, value);
    return made;
  };
  const same = (bytes: Buffer): Buffer => bytes;
  function send<T>(
    path: string,
    message: Buffer,
    decode: (bytes: Buffer) => T,
    more: grpc.CallOptions,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      client.makeUnaryRequest(path, same, decode, message, metadata(), more, (error, response) =>
        error === null ? resolve(response as T) : reject(error),
      );
    });
  }
  return {
    client,
    call(method, request, callOptions = {}) {
      const { path, encodeRequest, decodeResponse } = applicationRpcs[method];
      const message = (encodeRequest as (value: unknown) => Buffer)(request ?? {});
      return send(path, message, decodeResponse as unknown as (bytes: Buffer) => never, callOptions);
    },
    raw: (path, message = Buffer.alloc(0)) => send(path, message, same, {}),
    [Symbol.dispose]: () => client.close(),
  };
}
