import { fileURLToPath } from 'node:url';
import * as grpc from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer, loadSync } from '@grpc/proto-loader';
import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { type MockServer, type ServiceDefinition, startMockServer } from '../index.js';

const file = fileURLToPath(
  new URL('../../../../protos/grpc/reflection/v1/reflection.proto', import.meta.url),
);
const definitions = loadSync(file, { keepCase: true, oneofs: true });
const definition = definitions['grpc.reflection.v1.ServerReflection'] as unknown as ServiceDefinition;

interface Response {
  readonly message_response: string;
  readonly original_request: object;
  readonly file_descriptor_response?: { readonly file_descriptor_proto: readonly Buffer[] };
  readonly list_services_response?: { readonly service: readonly { readonly name: string }[] };
  readonly error_response?: { readonly error_code: number; readonly error_message: string };
}

/** Asks as grpcurl does: all questions on one stream. The codec is protobufjs's, not the server's. */
async function ask(server: MockServer, ...questions: object[]): Promise<Response[]> {
  const Client = grpc.makeGenericClientConstructor(
    definition as unknown as grpc.ServiceDefinition,
    'Reflection',
  );
  const client = new Client(server.address, grpc.credentials.createInsecure());
  const stream = (client.ServerReflectionInfo as () => grpc.ClientDuplexStream<object, Response>).call(
    client,
  );
  for (const question of questions) stream.write(question);
  stream.end();
  const answers: Response[] = [];
  for await (const answer of stream) answers.push(answer as Response);
  client.close();
  return answers;
}

/** Services of gRPC itself. */
const OWN = [
  'grpc.health.v1.Health',
  'grpc.reflection.v1.ServerReflection',
  'grpc.reflection.v1alpha.ServerReflection',
];

/** The full names of what a set of descriptor files declares, by protobufjs. */
function declaredIn(files: readonly Buffer[]): string[] {
  const set = Buffer.concat(files.flatMap((bytes) => [Buffer.from([0x0a]), varint(bytes.length), bytes]));
  return Object.keys(loadFileDescriptorSetFromBuffer(set));
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 0x7f) | 0x80);
  }
}

test('a client lists the services, and gets descriptors by which it can call them', async () => {
  await using server = await startMockServer();
  const [list, byService, byMethod, byMessage] = await ask(
    server,
    { list_services: '' },
    { file_containing_symbol: 'dlubal.api.rfem.Application' },
    { file_containing_symbol: 'dlubal.api.rfem.Application.get_application_info' },
    { file_containing_symbol: 'dlubal.api.common.ModelId' },
  );
  const names = list?.list_services_response?.service.map(({ name }) => name);
  expect(names).toEqual(['dlubal.api.rfem.Application', ...OWN]);
  const files = byService?.file_descriptor_response?.file_descriptor_proto ?? [];
  expect(declaredIn(files)).toEqual(
    expect.arrayContaining(['dlubal.api.rfem.Application', 'dlubal.api.common.ModelId']),
  );
  expect(byMethod?.file_descriptor_response).toEqual(byService?.file_descriptor_response);
  expect(declaredIn(byMessage?.file_descriptor_response?.file_descriptor_proto ?? [])).toContain(
    'dlubal.api.common.ModelId',
  );
});

test('a service that was added is told of too; one without descriptors is named', async () => {
  await using server = await startMockServer();
  server.addService(definition, {});
  const path = '/test.Greeter/Hello';
  const same = (bytes: Buffer): Buffer => bytes;
  server.addService(
    {
      hello: {
        path,
        requestStream: false,
        responseStream: false,
        requestDeserialize: same,
        responseSerialize: same,
      },
    },
    {},
  );
  const [list, loaded, bare] = await ask(
    server,
    { list_services: '' },
    { file_containing_symbol: 'grpc.reflection.v1.ServerReflection' },
    { file_containing_symbol: 'test.Greeter' },
  );
  const names = list?.list_services_response?.service.map(({ name }) => name);
  expect(new Set(names)).toEqual(new Set(['dlubal.api.rfem.Application', 'test.Greeter', ...OWN]));
  expect(names).toHaveLength(5);
  expect(declaredIn(loaded?.file_descriptor_response?.file_descriptor_proto ?? [])).toContain(
    'grpc.reflection.v1.ServerReflection',
  );
  expect(bare?.error_response).toMatchObject({ error_code: 5 });
  expect(bare?.error_response?.error_message).toContain('test.Greeter was added without descriptors');
});

test('RSTAB and RSECTION are described as copies of RFEM', async () => {
  await using server = await startMockServer({ applications: ['rfem', 'rstab', 'rsection'] });
  const [answer, field, nothing] = await ask(
    server,
    { file_containing_symbol: 'dlubal.api.rsection.Application' },
    { file_containing_symbol: 'dlubal.api.rstab.ModelInfo.name' },
    {},
  );
  const declared = declaredIn(answer?.file_descriptor_response?.file_descriptor_proto ?? []);
  expect(declared).toContain('dlubal.api.rsection.Application');
  expect(declared).not.toContain('dlubal.api.rfem.Application');
  expect(field?.message_response).toBe('file_descriptor_response');
  expect(nothing?.error_response?.error_code).toBe(3);
});

test('a method that a built-in service does not have is unimplemented, without a key', async () => {
  await using server = await startMockServer();
  using anyone = clientFor(server.address);
  await expect(anyone.raw('/grpc.health.v1.Health/List')).rejects.toMatchObject({ code: 12 });
  await expect(anyone.raw('/grpc.other.v1.Health/List')).rejects.toMatchObject({ code: 16 });
  expect(server.requests.map(({ path }) => path)).toEqual(['/grpc.other.v1.Health/List']);
});

test('what is not known is answered in its place, and the stream goes on', async () => {
  await using server = await startMockServer();
  const answers = await ask(
    server,
    { file_containing_symbol: 'no.Such' },
    { file_by_filename: '../../etc/passwd' },
    { all_extension_numbers_of_type: 'dlubal.api.rfem.Object' },
    { file_by_filename: 'dlubal/api/common/common.proto' },
  );
  expect(answers.map((answer) => answer.error_response?.error_code ?? 'files')).toEqual([5, 5, 5, 'files']);
  expect(answers[0]?.original_request).toMatchObject({ file_containing_symbol: 'no.Such' });
});

test('reflection needs no key, costs nothing and leaves no record', async () => {
  await using server = await startMockServer();
  await ask(server, { list_services: '' });
  expect(server.requests).toHaveLength(0);
  expect(server.usage.used).toBe(0);
});
