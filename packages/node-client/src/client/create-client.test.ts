import { madeKey } from '@dlubal-kit/testing/made-keys';
import {
  type Client,
  type MethodDefinition,
  makeClientConstructor,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { grpcPeer, PATH, service } from '../../test/peers.js';
import { createClient } from './create-client.js';
import type { PromiseMethods } from './promise-client.js';

const question = Buffer.from('question');

describe('createClient takes', () => {
  it('a service definition, as ts-proto and protoc-gen-grpc write it', async () => {
    await using peer = await grpcPeer();
    await using client = await createClient(service, { port: peer.port, apiKeyValue: madeKey() });
    expect(await client.getApplicationInfo(question)).toEqual(question);
  });

  it('a client class, as every generator makes it', async () => {
    await using peer = await grpcPeer();
    const Stub = makeClientConstructor(service, 'Application');
    await using client = await createClient(Stub, { port: peer.port, apiKeyValue: madeKey() });
    expect(await client.getApplicationInfo?.(question)).toEqual(question);
    const TypedStub = Stub as unknown as { new (address: string): Client; service: typeof service };
    await using typed = await createClient(TypedStub, { port: peer.port, apiKeyValue: madeKey() });
    expectTypeOf(typed.getApplicationInfo).returns.resolves.toEqualTypeOf<Buffer>();
  });

  it('names in snake case, as proto-loader keeps them', async () => {
    await using peer = await grpcPeer();
    const loaded = { get_application_info: service.getApplicationInfo };
    await using client = await createClient(loaded, { port: peer.port, apiKeyValue: madeKey() });
    expect(await client.getApplicationInfo(question)).toEqual(question);
  });
});

describe('createClient refuses', () => {
  it('what is not a service', async () => {
    for (const thing of [{}, { a: 1 }, { a: null }, class {}, () => {}]) {
      await expect(createClient(thing, { apiKeyValue: madeKey() })).rejects.toThrow(
        'The service given is not a gRPC service',
      );
    }
  });

  it.each(['requestStream', 'responseStream'])('a service with a method of %s, by its name', async (kind) => {
    const watch = { ...service.getApplicationInfo, [kind]: true };
    const making = createClient({ ...service, watch }, { apiKeyValue: madeKey() });
    await expect(making).rejects.toThrow(`${PATH} streams`);
    await expect(making).rejects.toMatchObject({
      kind: 'client-misuse',
      failure: { remedy: expect.stringContaining('const { watch, ...unary }') },
    });
  });
});

it('a method called close or then leaves the client whole', async () => {
  await using peer = await grpcPeer();
  const odd = { Close: service.getApplicationInfo, Then: service.getApplicationInfo };
  const client = await createClient(odd, { port: peer.port, apiKeyValue: madeKey() });
  expect(await client.closeRpc(question)).toEqual(question);
  expect(await client.thenRpc(question)).toEqual(question);
  await client.close();
});

it('types follow the generators', () => {
  type In = { name: string };
  type Out = { version: string };
  type Call = (request: In, options?: { deadlineMs?: number; signal?: AbortSignal }) => Promise<Out>;
  interface FromProtoc extends ServiceDefinition<UntypedServiceImplementation> {
    getInfo: MethodDefinition<In, Out>;
  }
  interface FromProtoLoader extends ServiceDefinition {
    get_info: MethodDefinition<In, Out>;
  }
  type FromTsProto = {
    readonly getInfo: {
      readonly path: '/a.B/get_info';
      readonly requestStream: false;
      readonly responseStream: false;
      readonly requestSerialize: (value: In) => Buffer;
      readonly responseDeserialize: (value: Buffer) => Out;
    };
  };
  expectTypeOf<PromiseMethods<FromProtoc>['getInfo']>().toExtend<Call>();
  expectTypeOf<PromiseMethods<FromProtoLoader>['getInfo']>().toExtend<Call>();
  expectTypeOf<PromiseMethods<FromTsProto>['getInfo']>().toExtend<Call>();
});
