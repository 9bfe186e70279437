import { createFileRegistry, fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { DESCRIPTOR_SET } from '@dlubal-kit/protos/descriptor-set';
import type * as grpcJs from '@grpc/grpc-js';
import * as grpcJs18 from 'grpc-js-1.8';
import { createChannel, createClientFactory, Metadata } from 'nice-grpc';
import { statusName } from '../../src/wire/status-code.js';
import type { Peer, PeerAnswer, PeerCall } from './peer.js';

const same = (bytes: Uint8Array): Buffer => Buffer.from(bytes);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** grpc-js, of whatever version. */
export function grpcJsPeer(grpc: typeof grpcJs, address: string, key: string): Peer {
  const open = (): grpcJs.Client =>
    new grpc.Client(address, grpc.credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 });
  let client = open();
  return {
    ask({ path, timeoutMs, fresh = false }) {
      if (fresh) {
        client.close();
        client = open();
      }
      const metadata = new grpc.Metadata();
      metadata.set('authorization', `Bearer ${key}`);
      return new Promise((resolve) => {
        client.makeUnaryRequest(
          path,
          same,
          same,
          Buffer.alloc(0),
          metadata,
          { deadline: Date.now() + timeoutMs },
          (error, response) =>
            resolve(
              error === null
                ? { status: 'OK', body: response === undefined ? 'none' : hex(response) }
                : { status: statusName(error.code), details: error.details },
            ),
        );
      });
    },
    async [Symbol.asyncDispose]() {
      client.close();
    },
  };
}

export const grpcJs18Peer = (address: string, key: string): Peer =>
  grpcJsPeer(grpcJs18 as unknown as typeof grpcJs, address, key);

/** nice-grpc, which is built on grpc-js. */
export function niceGrpcPeer(address: string, key: string): Peer {
  const open = () => createChannel(address, undefined, { 'grpc.use_local_subchannel_pool': 1 });
  let channel = open();
  const factory = createClientFactory();
  return {
    async ask({ path, timeoutMs, fresh = false }: PeerCall): Promise<PeerAnswer> {
      if (fresh) {
        channel.close();
        channel = open();
      }
      const method = {
        path,
        requestStream: false as const,
        responseStream: false as const,
        requestSerialize: same,
        requestDeserialize: same,
        responseSerialize: same,
        responseDeserialize: same,
        options: {},
      };
      const client = factory.create({ call: method } as never, channel) as unknown as {
        call(request: Uint8Array, options: object): Promise<Uint8Array>;
      };
      const metadata = Metadata({ authorization: `Bearer ${key}` });
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        return { status: 'OK', body: hex(await client.call(new Uint8Array(), { metadata, signal })) };
      } catch (thrown) {
        const { code, details, name } = thrown as { code?: number; details?: string; name: string };
        if (name === 'AbortError' || name === 'TimeoutError') return { status: 'DEADLINE_EXCEEDED' };
        return { status: code === undefined ? name : statusName(code), details: details ?? '' };
      }
    },
    async [Symbol.asyncDispose]() {
      channel.close();
    },
  };
}

const registry = createFileRegistry(
  fromBinary(FileDescriptorSetSchema, Buffer.from(DESCRIPTOR_SET, 'base64')),
);

/** connect-node with its transport for gRPC. It calls methods that RFEM's descriptors have. */
export function connectPeer(address: string, key: string): Peer {
  const open = () => createGrpcTransport({ baseUrl: `http://${address}` });
  let transport = open();
  return {
    async ask({ path, timeoutMs, fresh = false }) {
      if (fresh) transport = open();
      const [, service = '', name = ''] = path.split('/');
      const method = registry.getService(service)?.methods.find((each) => each.name === name);
      if (method === undefined) return { status: 'UNIMPLEMENTED', details: 'not in the descriptors' };
      try {
        const headers = { authorization: `Bearer ${key}` };
        const { message } = await transport.unary(
          method as never,
          undefined,
          timeoutMs,
          headers,
          {},
          undefined,
        );
        return { status: 'OK', body: hex(toBinary(method.output, message as never)) };
      } catch (thrown) {
        const { code, rawMessage } = ConnectError.from(thrown);
        return { status: code in Code ? statusName(code) : 'UNKNOWN', details: rawMessage };
      }
    },
    async [Symbol.asyncDispose]() {},
  };
}
