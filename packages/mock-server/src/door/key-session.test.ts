import { existsSync, readFileSync } from 'node:fs';
import { parseConfig, parseSettings, resolveKey } from '@dlubal-kit/auth-core';
import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { rpc, startMockServer } from '../index.js';

test('sessions share a server and do not see each other', async () => {
  await using server = await startMockServer({ onUnmatchedCall: 'default' });
  const worlds = ['a', 'b', 'c'].map((label) => server.session(server.mintKey({ label })));
  await Promise.all(
    worlds.map(async (session) => {
      using app = clientFor(server.address, { key: session.key.reveal() });
      session.use(rpc.getApplicationInfo({ name: session.key.label }));
      await app.call('createModel', { name: session.key.label });
      expect((await app.call('getApplicationInfo')).name).toBe(session.key.label);
      expect((await app.call('getModelList')).modelInfo).toHaveLength(1);
    }),
  );
  for (const session of worlds) {
    expect(session.requests.map(({ method }) => method)).toEqual([
      'create_model',
      'get_application_info',
      'get_model_list',
    ]);
    expect(session.usage.used).toBe(3);
  }
});

test('resetting one session leaves the others as they are', async () => {
  await using server = await startMockServer({ keys: { a: {}, b: {} } });
  using first = clientFor(server.address, { key: server.keys.a.reveal() });
  using second = clientFor(server.address, { key: server.keys.b.reveal() });
  const [a, b] = [server.session('a'), server.session('b')];
  for (const session of [a, b]) session.use(rpc.getApplicationInfo({ name: 'mine' }));
  await first.call('getApplicationInfo');
  await second.call('getApplicationInfo');
  a.reset();
  expect((await first.call('getApplicationInfo')).name).toBe('RFEM');
  expect((await second.call('getApplicationInfo')).name).toBe('mine');
  expect(a.requests).toHaveLength(1);
  expect(b.requests).toHaveLength(2);
  expect(server.usage.used).toBe(4);
});

test('a session of an unknown label says which keys there are', async () => {
  await using server = await startMockServer({ keys: { a: {}, b: {} } });
  expect(() => server.session('c')).toThrow(
    'The mock server has no key labelled "c": it has a, b. Mint one with server.mintKey({ label }).',
  );
});

test('config() is a config.ini, settings() a .dlubalrc, env() an environment that resolves to the key', async () => {
  await using server = await startMockServer({ keys: { project_1: {}, project_2: {} } });
  const config = parseConfig(server.config('project_2'));
  expect(config.ok && [...(config.apiKeys?.keys() ?? [])]).toEqual(['project_1', 'project_2', 'default']);
  const text = server.config('project_2');
  expect(resolveKey({ config: text } as never).key.reveal()).toBe(server.keys.project_2.reveal());
  const env = server.env('project_2');
  expect(resolveKey({ env } as never).key.reveal()).toBe(server.keys.project_2.reveal());
  expect(env).toMatchObject({
    DLUBAL_API_URL: server.address,
    DLUBAL_API_TLS: '0',
    DLUBAL_MOCK_ADDRESS: server.address,
    DLUBAL_MOCK_HOST: '127.0.0.1',
    DLUBAL_MOCK_PORT: String(server.port),
    no_proxy: '127.0.0.1,localhost,::1',
  });
  const settings = parseSettings(server.settings());
  expect(settings).toMatchObject({ ok: true });
  expect(JSON.stringify(settings)).toContain(String(server.port));
});

test('with TLS, env() names a file with the root certificate, which stop() removes', async () => {
  const server = await startMockServer({ tls: true });
  const { DLUBAL_API_TLS: tls, DLUBAL_API_CA_FILE: file = '' } = server.env();
  expect([tls, readFileSync(file, 'utf8')]).toEqual(['1', server.ca]);
  await server.stop();
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '[::1]'],
  ['::1', '[::1]'],
  ['localhost', 'localhost'],
])('a server that listens on %s is called at %s', async (host, called) => {
  await using server = await startMockServer({ host });
  expect([server.address, server.env().DLUBAL_API_URL]).toEqual(Array(2).fill(`${called}:${server.port}`));
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await app.call('getModelList');
  expect(server.requests).toHaveLength(1);
});

test('waiting for a call takes those that came, and those that will', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  const waiting = server.waitForRequest('createModel', { times: 2 });
  await app.call('createModel', { name: 'one' });
  await app.call('createModel', { name: 'two' });
  expect((await waiting).request).toMatchObject({ name: 'two' });
  expect((await server.waitForRequest({ method: 'create_model', request: { name: 'one' } })).seq).toBe(1);
  await expect(server.waitForRequest('getModelList', { timeoutMs: 20 })).rejects.toThrow(
    'Waited 20 ms for 1 getModelList call, which did not come. The last calls were:\n  1. create_model by project_1: OK\n  2. create_model by project_1: OK',
  );
});

test('a record in a snapshot holds nothing that differs from run to run', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await app.call('createModel', { name: 'one' });
  expect(server.requests[0]?.toJSON()).toEqual({
    seq: 1,
    method: 'create_model',
    outcome: 'answered',
    key: 'project_1',
    request: { name: 'one', templatePath: undefined },
    response: { guid: '00000000-0000-4000-8000-000000000001' },
    status: 0,
    billed: true,
  });
});

test('the journal is bounded by count and by bytes', async () => {
  await using counted = await startMockServer({ journal: { maxCalls: 3 } });
  using app = clientFor(counted.address, { key: counted.keys.project_1.reveal() });
  for (let i = 0; i < 5; i += 1) await app.call('getModelList');
  expect(counted.requests.map(({ seq }) => seq)).toEqual([3, 4, 5]);
  expect(counted.droppedRequests).toBe(2);
  await using weighed = await startMockServer({ journal: { maxBytes: 3_000 } });
  using other = clientFor(weighed.address, { key: weighed.keys.project_1.reveal() });
  for (let i = 0; i < 5; i += 1) await other.call('createModel', { name: 'x'.repeat(1_000) });
  expect(weighed.requests).toHaveLength(2);
});
