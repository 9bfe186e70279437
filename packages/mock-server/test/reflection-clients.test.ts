import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { whyNoLinuxProgram } from '@dlubal-kit/testing/skip-on-windows';
import { afterAll, expect, test } from 'vitest';
import { loadProto, startMockServer } from '../src/index.js';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'reflected-'));
afterAll(() => rmSync(folder, { recursive: true }));

const protos = fileURLToPath(new URL('../../../protos', import.meta.url));
const maps = join(folder, 'maps.proto');
writeFileSync(
  maps,
  `syntax = "proto3"; package maps; import "google/protobuf/timestamp.proto"; import "google/protobuf/any.proto";
   message Inventory { map<string, int64> counts = 1; google.protobuf.Timestamp at = 2; optional string note = 3; oneof kind { Item one = 4; google.protobuf.Any any = 5; } }
   message Item { string name = 1; } service Stock { rpc Look(Item) returns (Inventory); }`,
);
// As a user has it: RSTAB's service in a .proto that imports RFEM's messages.
const rstab = join(folder, 'rstab.proto');
writeFileSync(
  rstab,
  `syntax = "proto3"; package dlubal.api.rstab; import "dlubal/api/rfem/application.proto"; import "dlubal/api/common/common.proto";
   service Application { rpc get_active_model(dlubal.api.common.ModelId) returns (dlubal.api.rfem.ModelList); }`,
);

const SERVICES = [
  'dlubal.api.rfem.Application',
  'dlubal.api.rsection.Application',
  'dlubal.api.rstab.Application',
  'grpc.health.v1.Health',
  'grpc.reflection.v1.ServerReflection',
  'grpc.reflection.v1alpha.ServerReflection',
  'maps.Stock',
];

async function reflectedServer() {
  const { 'maps.Stock': stock } = await loadProto(maps);
  const { 'dlubal.api.rstab.Application': application } = await loadProto(rstab, {
    includeDirs: [folder, protos],
  });
  const server = await startMockServer({ applications: ['rfem', 'rsection'] });
  server.addService(stock ?? {}, {
    Look: (({ name }: { name: string }) => ({
      counts: { [name]: '9007199254740993' },
      at: '2026-01-02T03:04:05Z',
      one: { name },
    })) as never,
  });
  server.addService(application ?? {}, {
    get_active_model: (() => ({ modelInfo: [{ name: 'frame' }] })) as never,
  });
  const headers = join(folder, 'headers.txt');
  writeFileSync(headers, `authorization: Bearer ${server.keys.project_1.reveal()}\n`);
  return { server, headers };
}

const buf = createRequire(import.meta.url).resolve('@bufbuild/buf/bin/buf');

/** The key is in a file: arguments are for all to see. */
async function curl(address: string, headers: string, ...args: string[]): Promise<string> {
  const common = ['--protocol', 'grpc', '--http2-prior-knowledge', '--reflect-header', `@${headers}`];
  const at = args.pop() ?? '';
  const argv = [buf, 'curl', ...common, '--header', `@${headers}`, ...args, `http://${address}${at}`];
  const { stdout } = await run(process.execPath, argv, { cwd: folder });
  return stdout;
}

test('buf curl lists every service, gRPC’s own among them', { timeout: 60_000 }, async () => {
  const { server, headers } = await reflectedServer();
  await using _ends = server;
  const listed = await curl(server.address, headers, '--list-services', '');
  expect(listed.trim().split('\n').sort()).toEqual(SERVICES);
});

const calls: [path: string, data: string, answer: object][] = [
  ['/dlubal.api.rfem.Application/create_model', '{"name":"x"}', { guid: expect.any(String) }],
  [
    '/dlubal.api.rsection.Application/get_application_info',
    '{}',
    { name: 'RSECTION', type: 'APPLICATION_RSECTION' },
  ],
  ['/dlubal.api.rstab.Application/get_active_model', '{}', { modelInfo: [{ name: 'frame' }] }],
  [
    '/maps.Stock/Look',
    '{"name":"beam"}',
    { counts: { beam: '9007199254740993' }, at: '2026-01-02T03:04:05Z', one: { name: 'beam' } },
  ],
  ['/grpc.health.v1.Health/Check', '{}', { status: 'SERVING' }],
];

test.for(calls)(
  'buf curl learns %s by reflection, and calls it',
  { timeout: 60_000 },
  async ([path, data, answer]) => {
    const { server, headers } = await reflectedServer();
    await using _ends = server;
    const methods = await curl(server.address, headers, '--list-methods', '');
    expect(methods).toContain(path.slice(1));
    expect(JSON.parse(await curl(server.address, headers, '--data', data, path))).toMatchObject(answer);
  },
);

const python = '/usr/bin/python3';
const missing = ['grpc', 'google/protobuf']
  .map(
    (module) =>
      whyNoLinuxProgram(python) ??
      (existsSync(`/usr/lib/python3/dist-packages/${module}`) ? undefined : `Python has no ${module}`),
  )
  .find((why) => why !== undefined);

test('Python’s protobuf accepts the descriptors of every service', { timeout: 60_000 }, async (context) => {
  context.skip(missing !== undefined, missing);
  const { server } = await reflectedServer();
  await using _ends = server;
  const script = fileURLToPath(new URL('python-describe.py', import.meta.url));
  const { stdout } = await run(python, [script, server.address]);
  expect(JSON.parse(stdout)).toMatchObject({
    'maps.Stock': ['Look(maps.Item) maps.Inventory'],
    'dlubal.api.rstab.Application': ['get_active_model(dlubal.api.common.ModelId) dlubal.api.rfem.ModelList'],
    'grpc.health.v1.Health': expect.any(Array),
  });
});
