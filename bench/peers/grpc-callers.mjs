import { create, createFileRegistry } from '@bufbuild/protobuf';
import { EmptySchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { Client, credentials, InterceptingCall, Metadata } from '@grpc/grpc-js';
import { createChannel, createClientFactory, Metadata as NiceMetadata } from 'nice-grpc';

/** The usual way to send a key: an interceptor that adds the header to each call. */
function interceptor(port, path, headers) {
  const add = (options, next) =>
    new InterceptingCall(next(options), {
      start(metadata, listener, proceed) {
        for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
        proceed(metadata, listener);
      },
    });
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), { interceptors: [add] });
  const same = (bytes) => bytes;
  const empty = Buffer.alloc(0);
  const call = () =>
    new Promise((done, failed) => {
      client.makeUnaryRequest(path, same, same, empty, new Metadata(), (error, value) =>
        error === null ? done(value) : failed(error),
      );
    });
  return { call, close: () => client.close() };
}

function niceGrpc(port, _path, headers, service) {
  const channel = createChannel(`127.0.0.1:${port}`);
  const metadata = NiceMetadata(headers);
  const middleware = async function* (call, options) {
    return yield* call.next(call.request, { ...options, metadata });
  };
  const client = createClientFactory().use(middleware).create(service, channel);
  const empty = Buffer.alloc(0);
  return { call: () => client.getApplicationInfo(empty), close: () => channel.close() };
}

/** A service of one method for connect, which takes descriptors. What the answer says stays undecoded, as it does for the others. */
function methodOf(path) {
  const [, service, name] = path.split('/');
  const dot = service.lastIndexOf('.');
  const empty = '.google.protobuf.Empty';
  const own = {
    name: 'bench.proto',
    package: service.slice(0, dot),
    syntax: 'proto3',
    dependency: [EmptySchema.file.proto.name],
    service: [{ name: service.slice(dot + 1), method: [{ name, inputType: empty, outputType: empty }] }],
  };
  const files = create(FileDescriptorSetSchema, { file: [EmptySchema.file.proto, own] });
  return createFileRegistry(files).getService(service).methods[0];
}

function connect(port, path, headers) {
  const add = (next) => (request) => {
    for (const [name, value] of Object.entries(headers)) request.header.set(name, value);
    return next(request);
  };
  const transport = createGrpcTransport({ baseUrl: `http://127.0.0.1:${port}`, interceptors: [add] });
  const method = methodOf(path);
  return { call: () => transport.unary(method, undefined, undefined, undefined, {}), close: () => {} };
}

/** Ways of others to call a method with headers on each call. Each has `call` and `close`. */
export const callersOfOthers = (port, path, headers, service) =>
  Object.fromEntries(
    Object.entries({ 'grpc-js with an interceptor': interceptor, 'nice-grpc': niceGrpc, connect }).map(
      ([name, open]) => [name, open(port, path, headers, service)],
    ),
  );
