import { REFUSALS } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { startMockServer } from './start-mock-server.js';

test('a key that the server minted gets an answer', async () => {
  await using server = await startMockServer({ keys: { project_1: { limit: 1_000 } } });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  const info = await app.call('getApplicationInfo');
  expect(info).toMatchObject({ name: 'RFEM', version: '6.10.0001', isServerInstance: true });
  expect(server.requests).toHaveLength(1);
});

test('without options there is one key, labelled project_1', async () => {
  await using server = await startMockServer();
  expect(Object.keys(server.keys)).toEqual(['project_1']);
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await expect(app.call('getApplicationInfo')).resolves.toMatchObject({ name: 'RFEM' });
});

test('given keys are taken, as a list or by name', async () => {
  const [first, second] = [madeKey(), madeKey()];
  await using listed = await startMockServer({ keys: [first, second] });
  expect(listed.key('project_2').reveal()).toBe(second);
  await using named = await startMockServer({ keys: { ci: first, other: { value: second } } });
  using app = clientFor(named.address, { key: second });
  await app.call('getApplicationInfo');
  expect(named.requests[0]?.key).toBe('other');
});

const refused: [title: string, header: (key: string) => string | undefined][] = [
  ['no authorization header', () => undefined],
  ['a key that the server does not know', () => `Bearer ${madeKey()}`],
  ['another scheme', (key) => `Basic ${key}`],
  ['a key without its scheme', (key) => key],
  ['the scheme alone', () => 'Bearer'],
  ['the scheme in small letters', (key) => `bearer ${key}`],
  ['two blanks after the scheme', (key) => `Bearer  ${key}`],
  ['two keys in one header', (key) => `Bearer ${key}, Bearer ${key}`],
  ['a key with capital letters', (key) => `Bearer ${key.toUpperCase()}`],
  ['a key cut short', (key) => `Bearer ${key.slice(0, -1)}`],
];

test.for(refused)('%s is refused in the server’s words', async ([, header]) => {
  await using server = await startMockServer();
  const authorization = header(server.keys.project_1.reveal());
  using app = clientFor(server.address, authorization === undefined ? {} : { headers: { authorization } });
  const { status, details } = REFUSALS['key-refused'];
  await expect(app.call('getApplicationInfo')).rejects.toMatchObject({ code: status, details });
  expect(server.requests[0]).toMatchObject({ outcome: 'refused', billed: true });
});

test('a key whose state changes between two calls is refused from then on', async () => {
  await using server = await startMockServer();
  const key = server.keys.project_1;
  using app = clientFor(server.address, { key: key.reveal() });
  await app.call('getApplicationInfo');
  key.state = 'revoked';
  await expect(app.call('getApplicationInfo')).rejects.toMatchObject({
    details: REFUSALS['key-refused'].details,
  });
  key.state = 'no-subscription';
  await expect(app.call('getApplicationInfo')).rejects.toMatchObject({
    details: REFUSALS['no-subscription'].details,
  });
  key.state = 'no-permission';
  await expect(app.call('getApplicationInfo')).rejects.toMatchObject({
    details: REFUSALS['access-restricted'].details,
  });
});

test('errors count against the month, and the limit is the company’s', async () => {
  await using server = await startMockServer({ keys: { a: {}, b: {} }, monthlyLimit: 3 });
  using first = clientFor(server.address, { key: server.keys.a.reveal() });
  using second = clientFor(server.address, { key: server.keys.b.reveal() });
  await first.call('getApplicationInfo');
  await expect(second.call('getActiveModel')).rejects.toMatchObject({ code: 9 });
  await first.call('getModelList');
  const { status, details } = REFUSALS['access-restricted'];
  await expect(second.call('getModelList')).rejects.toMatchObject({ code: status, details });
  expect(server.usage).toMatchObject({ used: 4, limit: 3, remaining: 0 });
});

test('of two calls with one request left exactly one passes', async () => {
  await using server = await startMockServer({ monthlyLimit: 1 });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  const results = await Promise.allSettled([app.call('getModelList'), app.call('getModelList')]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a key’s own limit leaves the other keys alone', async () => {
  await using server = await startMockServer({ keys: { small: { limit: 1 }, free: {} } });
  using small = clientFor(server.address, { key: server.keys.small.reveal() });
  using free = clientFor(server.address, { key: server.keys.free.reveal() });
  await small.call('getModelList');
  await expect(small.call('getModelList')).rejects.toMatchObject({ code: 16 });
  await free.call('getModelList');
  await expect(free.call('getModelList')).resolves.toBeDefined();
  expect(server.usageOf('small')).toMatchObject({ used: 2, limit: 1 });
});

test('the next month is fresh', async () => {
  await using server = await startMockServer({ monthlyLimit: 1, clock: '2026-03-31T23:59:59Z' });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await app.call('getModelList');
  await expect(app.call('getModelList')).rejects.toMatchObject({ code: 16 });
  server.clock.nextMonth();
  await app.call('getModelList');
  expect(server.usage).toMatchObject({
    month: '2026-04',
    used: 1,
    resetsAt: new Date('2026-05-01T00:00:00Z'),
  });
});

test('an unknown method names the method and the nearest that has a handler', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  const failure = await app.raw('/dlubal.api.rfem.Application/get_application_infos').catch((error) => error);
  expect(failure).toMatchObject({ code: 12 });
  expect(failure.details).toContain('no handler for /dlubal.api.rfem.Application/get_application_infos');
  expect(failure.details).toContain('get_application_info');
  expect(server.requests[0]).toMatchObject({ outcome: 'unmatched', billed: true });
});

test('a request that gzip compressed is read', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, {
    key: server.keys.project_1.reveal(),
    channel: { 'grpc.default_compression_algorithm': 2 },
  });
  await app.call('createModel', { name: 'compressed '.repeat(200) });
  expect(server.requests[0]?.request).toMatchObject({ name: 'compressed '.repeat(200) });
});

test('reset forgets calls, counters, models and handlers, and keeps port and keys', async () => {
  await using server = await startMockServer({ monthlyLimit: 5 });
  const { port } = server;
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await app.call('createModel', { name: 'beam' });
  server.reset();
  expect(server.requests).toHaveLength(0);
  expect(server.usage.used).toBe(0);
  await expect(app.call('getModelList')).resolves.toEqual({ modelInfo: [] });
  expect(server.port).toBe(port);
});

test('nothing that the server shows holds a key', async () => {
  const canary = madeKey();
  const stranger = madeKey();
  await using server = await startMockServer({ keys: { canary } });
  using app = clientFor(server.address, { key: canary });
  using other = clientFor(server.address, { key: stranger });
  await app.call('getApplicationInfo');
  await other.call('getApplicationInfo').catch(() => undefined);
  expectNoKey(
    canary,
    server.keys,
    server.key('canary'),
    server.requests,
    server.listHandlers(),
    server.usage,
  );
  expectNoKey(stranger, server.requests);
  expect(server.requests[1]?.maskedKey).toBe(`ak-…${stranger.slice(-4)}`);
});
