import { expect, test } from 'vitest';
import { clientFor, type TestClient } from '../../test/call.js';
import {
  type CallFilter,
  FAULTS,
  type FaultName,
  type FaultSettings,
  fault,
  rpc,
  startMockServer,
} from '../index.js';

/** What grpc-js 1.14 reports for each fault; a deadline of 300 ms where it would wait. */
const seen: [name: FaultName, settings: FaultSettings, code: number, details: RegExp][] = [
  ['no-answer', {}, 4, /./],
  ['refused-stream', {}, 14, /./],
  ['reset-stream', {}, 13, /RST_STREAM/],
  ['reset-stream', { code: 8 }, 1, /./],
  ['goaway', {}, 8, /./],
  ['connection-closed', {}, 14, /./],
  ['connection-reset', {}, 14, /ECONNRESET|Connection dropped/],
  ['truncated-message', {}, 12, /./],
  ['oversized-message', {}, 8, /larger than max/],
  ['undecodable-message', {}, 13, /./],
  ['two-messages', {}, 4, /./],
  ['no-message', {}, 12, /./],
  ['no-trailers', {}, 13, /./],
  ['bad-status', { grpcStatus: '99' }, 99, /^$/],
  ['wrong-content-type', {}, 8, /1752460652/],
  ['http-page', {}, 14, /502/],
  ['http-page', { httpStatus: 401 }, 16, /401/],
  ['http-page', { httpStatus: 403 }, 7, /403/],
  ['http-page', { httpStatus: 429 }, 14, /429/],
];

async function failure(app: TestClient): Promise<{ code: number; details: string }> {
  const deadline = Date.now() + 300;
  return app.call('getModelList', {}, { deadline }).then(
    () => ({ code: 0, details: '' }),
    (thrown) => thrown,
  );
}

test.for(seen)(
  'the fault %s %j is code %i at the client, and the next call is fine',
  async ([name, settings, code, details]) => {
    await using server = await startMockServer();
    const key = server.keys.project_1.reveal();
    using app = clientFor(server.address, { key });
    await app.call('getModelList');
    const undo = server.fault(name, { ...settings, when: 'get_model_list' });
    const { code: got, details: said } = await failure(app);
    expect({ got, said }).toEqual({ got: code, said: expect.stringMatching(details) });
    undo();
    using fresh = clientFor(server.address, { key });
    await expect(fresh.call('getModelList')).resolves.toEqual({ modelInfo: [] });
  },
);

test('every fault has a row in this test', () => {
  const tried = new Set([...seen.map(([name]) => name), 'latency']);
  expect(Object.keys(FAULTS).filter((name) => !tried.has(name as FaultName))).toEqual([]);
});

test('a status that is not a number reaches the client as NaN', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.fault('bad-status');
  expect((await failure(app)).code).toBeNaN();
});

test('latency holds the answer back and lets it through', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.fault('latency', { delayMs: 40, times: 1 });
  await app.call('getModelList');
  await app.call('getModelList');
  const [slow, quick] = server.requests;
  expect(slow?.durationMs).toBeGreaterThan(35);
  expect(quick?.durationMs).toBeLessThan(35);
  expect(slow).toMatchObject({ outcome: 'answered', fault: 'latency' });
});

test('a transparent retry shows as two attempts, of which the one that was served is billed', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.fault('refused-stream', { times: 1 });
  await app.call('getModelList');
  await app.call('getModelList');
  expect(server.requests.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
    [1, 'faulted'],
    [2, 'answered'],
    [1, 'answered'],
  ]);
  expect(server.usage.used).toBe(2);
});

test('a fault may be the answer of a handler, and be scoped to one key', async () => {
  await using server = await startMockServer({ keys: { a: {}, b: {} }, onUnmatchedCall: 'default' });
  using first = clientFor(server.address, { key: server.keys.a.reveal() });
  using second = clientFor(server.address, { key: server.keys.b.reveal() });
  server.use(rpc.calculateAll(fault('reset-stream'), { once: true }));
  await expect(first.call('calculateAll')).rejects.toMatchObject({ code: 13 });
  await expect(first.call('calculateAll')).rejects.toMatchObject({ code: 9 });
  server.session('a').fault('reset-stream');
  await expect(first.call('getModelList')).rejects.toMatchObject({ code: 13 });
  await expect(second.call('getModelList')).resolves.toEqual({ modelInfo: [] });
});

test('an unknown fault is refused with the list', async () => {
  await using server = await startMockServer();
  expect(() => server.fault('explosion' as never)).toThrow(
    'There is no fault "explosion". Use one of: latency, ',
  );
  expect(() => server.outage('flood' as never)).toThrow('Use one of: refuse, blackhole, goaway, proxy-page.');
});

test.for([
  ['refuse', 14],
  ['blackhole', 4],
  ['proxy-page', 14],
] as const)(
  'in the outage %s calls fail with %i, and after it the port answers at once',
  async ([kind, code]) => {
    await using server = await startMockServer();
    const key = server.keys.project_1.reveal();
    using app = clientFor(server.address, { key });
    await app.call('getModelList');
    {
      using _away = server.outage(kind);
      expect((await failure(app)).code).toBe(code);
      using fresh = clientFor(server.address, { key });
      expect((await failure(fresh)).code).toBe(code);
    }
    using later = clientFor(server.address, { key });
    await expect(later.call('getModelList')).resolves.toEqual({ modelInfo: [] });
  },
);

test('in the outage goaway a call that was begun is still answered, and a new connection is sent away', async () => {
  await using server = await startMockServer();
  const key = server.keys.project_1.reveal();
  using app = clientFor(server.address, { key });
  server.use(rpc.calculateAll({ succeeded: true }, { delay: 60 }));
  const begun = app.call('calculateAll');
  await expect.poll(() => server.requests.length).toBe(1);
  using _away = server.outage('goaway');
  await expect(begun).resolves.toMatchObject({ succeeded: true });
  using fresh = clientFor(server.address, { key });
  expect((await failure(fresh)).code).not.toBe(0);
});

test('an outage for a time ends by itself', async () => {
  await using server = await startMockServer();
  const key = server.keys.project_1.reveal();
  server.outage('refuse', { forMs: 1_000 });
  using early = clientFor(server.address, { key });
  expect((await failure(early)).code).toBe(14);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  using late = clientFor(server.address, { key });
  await expect(late.call('getModelList')).resolves.toBeDefined();
});

const whens: [title: string, when: CallFilter][] = [
  ['fields of the request', { method: 'create_model', request: { name: 'b' } }],
  ['a function', ({ request }) => (request as { name?: string } | undefined)?.name === 'b'],
];

test.for(whens)('a fault strikes by %s', async ([, when]) => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.fault('http-page', { when, times: 1 });
  await app.call('createModel', { name: 'a' });
  await expect(app.call('createModel', { name: 'b' })).rejects.toMatchObject({ code: 14 });
  await app.call('createModel', { name: 'b' });
});
