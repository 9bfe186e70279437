import { create, createFileRegistry, type DescService } from '@bufbuild/protobuf';
import {
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_empty,
} from '@bufbuild/protobuf/wkt';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { type MockServer, startMockServer } from '@dlubal-kit/mock-server';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import * as grpc from '@grpc/grpc-js';
import { createChannel, createClientFactory, Metadata } from 'nice-grpc';
import { describe, expect, test } from 'vitest';
import { authInterceptor } from './auth-interceptor.js';
import { callCredentials } from './call-credentials.js';
import { connectInterceptor } from './connect-interceptor.js';
import { niceGrpcMiddleware } from './nice-grpc-middleware.js';
import { channelOptions } from './own-channel-options.js';

const bytes = (value: Buffer): Buffer => value;

/** RFEM's service as protoc-gen-grpc and proto-loader give it, with one method and no messages. */
const SERVICE = {
  getModelList: {
    path: '/dlubal.api.rfem.Application/get_model_list',
    requestStream: false,
    responseStream: false,
    requestSerialize: bytes,
    requestDeserialize: bytes,
    responseSerialize: bytes,
    responseDeserialize: bytes,
  },
} as const;
const NOTHING = Buffer.alloc(0);

interface Stub extends grpc.Client {
  getModelList(request: Buffer, done: (error: grpc.ServiceError | null) => void): void;
}

/** One call with a generated class of grpc-js. */
async function callWith(
  port: number,
  credentials: grpc.ChannelCredentials,
  options: grpc.ClientOptions,
): Promise<unknown> {
  const Class = grpc.makeGenericClientConstructor(SERVICE, 'Application');
  const stub = new Class(`localhost:${port}`, credentials, {
    ...channelOptions(),
    ...options,
  }) as unknown as Stub;
  try {
    return await new Promise((done) => stub.getModelList(NOTHING, done));
  } finally {
    stub.close();
  }
}

type UnaryMethod = (request: object) => Promise<unknown>;

/** The same service for connect. */
function described(): DescService {
  const method = {
    name: 'get_model_list',
    inputType: '.google.protobuf.Empty',
    outputType: '.google.protobuf.Empty',
  };
  const file = create(FileDescriptorProtoSchema, {
    name: 'application.proto',
    package: 'dlubal.api.rfem',
    dependency: ['google/protobuf/empty.proto'],
    syntax: 'proto3',
    service: [{ name: 'Application', method: [method] }],
  });
  const set = create(FileDescriptorSetSchema, { file: [file_google_protobuf_empty.proto, file] });
  const service = createFileRegistry(set).getService('dlubal.api.rfem.Application');
  if (service === undefined) throw new Error('The service was not described.');
  return service;
}

/** Each stack makes one call with the key that it is given. */
const STACKS: Readonly<Record<string, (server: MockServer, key: string) => Promise<unknown>>> = {
  'grpc-js with an interceptor': async (server, apiKeyValue) =>
    callWith(server.port, grpc.credentials.createInsecure(), {
      interceptors: [await authInterceptor({ apiKeyValue })],
    }),
  'nice-grpc with a middleware': async (server, apiKeyValue) => {
    const channel = createChannel(
      `localhost:${server.port}`,
      grpc.credentials.createInsecure(),
      channelOptions(),
    );
    const factory = createClientFactory().use(await niceGrpcMiddleware(Metadata, { apiKeyValue }));
    try {
      return await factory.create(SERVICE, channel).getModelList(NOTHING);
    } finally {
      channel.close();
    }
  },
  'connect with an interceptor': async (server, apiKeyValue) => {
    const interceptors = [await connectInterceptor({ apiKeyValue })];
    const transport = createGrpcTransport({ baseUrl: `http://localhost:${server.port}`, interceptors });
    // Named by protobuf-es, in one of two ways that its versions have.
    const [method] = Object.values(
      createClient(described(), transport) as unknown as Record<string, UnaryMethod>,
    );
    return method?.({});
  },
};

describe.for(Object.entries(STACKS))('a stub of %s', ([, call]) => {
  test('sends the key and the name of the client', async () => {
    const key = madeKey();
    await using server = await startMockServer({ keys: { project_1: key } });
    await call(server, key);
    expect(server.requests).toMatchObject([
      { method: 'get_model_list', key: 'project_1', clientInfo: expect.stringMatching(/^Node \| /) },
    ]);
  });
});

test('call credentials send the key over TLS', async () => {
  const key = madeKey();
  await using server = await startMockServer({ keys: { project_1: key }, tls: true });
  const roots = grpc.credentials.createSsl(Buffer.from(server.ca ?? ''));
  const both = grpc.credentials.combineChannelCredentials(roots, await callCredentials({ apiKeyValue: key }));
  expect(await callWith(server.port, both, {})).toBeNull();
  expect(server.requests).toMatchObject([{ key: 'project_1' }]);
});

test('what is not an option is refused', async () => {
  await expect(authInterceptor({ apiKey: 'x' } as never)).rejects.toThrow('apiKey');
});
