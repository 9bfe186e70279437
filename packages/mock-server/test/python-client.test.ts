import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { REFUSALS } from '@dlubal-kit/auth-core';
import { applicationRpcs } from '@dlubal-kit/protos';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { whyNoLinuxProgram } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { startMockServer } from '../src/index.js';
import { choir } from './choir.js';

const python = '/usr/bin/python3';
const scriptNamed = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

type Answer = { answer?: string; code?: number; details?: string };

async function fromPython<Printed>(script: string, address: string, key: string): Promise<Printed> {
  const child = spawn(python, [scriptNamed(script), address], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(key);
  let out = '';
  for await (const chunk of child.stdout) out += chunk;
  return JSON.parse(out);
}

const callFromPython = (address: string, key: string): Promise<Answer[]> =>
  fromPython('python-client.py', address, key);

// Debian's python3-grpcio; .ci/run installs it.
const missing = (module: string): string | undefined =>
  whyNoLinuxProgram(python) ??
  (existsSync(`/usr/lib/python3/dist-packages/${module}`) ? undefined : `Python has no ${module}`);

test('Python’s gRPC is served, counted and refused like any client', async (context) => {
  context.skip(missing('grpc') !== undefined, missing('grpc'));
  await using server = await startMockServer({ monthlyLimit: 5 });
  const key = server.keys.project_1.reveal();
  const [info, made] = await callFromPython(server.address, key);
  expect(applicationRpcs.getApplicationInfo.decodeResponse(Buffer.from(info?.answer ?? '', 'hex')).name).toBe(
    'RFEM',
  );
  expect(made?.answer).toBeTruthy();
  expect(server.requests[1]).toMatchObject({
    clientInfo: 'Python | 2.15.3',
    key: 'project_1',
    request: { name: 'beam'.repeat(25) },
  });

  const stranger = await callFromPython(server.address, madeKey());
  expect(stranger[0]).toEqual({ code: 16, details: REFUSALS['key-refused'].details });

  const spent = await callFromPython(server.address, key);
  expect(spent[2]).toEqual({ code: 16, details: REFUSALS['access-restricted'].details });
});

test('Python learns by reflection what it can call, and calls it', async (context) => {
  const because = missing('grpc') ?? missing('google/protobuf');
  context.skip(because !== undefined, because);
  await using server = await startMockServer();
  server.addService(choir, {});
  const learned = await fromPython('python-reflection.py', server.address, server.keys.project_1.reveal());
  expect(learned).toEqual({
    services: [
      'dlubal.api.rfem.Application',
      'test.Choir',
      'grpc.health.v1.Health',
      'grpc.reflection.v1.ServerReflection',
      'grpc.reflection.v1alpha.ServerReflection',
    ],
    name: 'RFEM',
    same: true,
  });
  expect(server.requests.map(({ method }) => method)).toEqual(['get_application_info']);
});
