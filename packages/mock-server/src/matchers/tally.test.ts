import { clientFor } from '../../test/call.js';
import { startMockServer } from '../index.js';
import { type DlubalMatchers, expect, test } from '../vitest.js';

// 6 calls of which the journal kept the last 2: three of get_model_list, then create_model for a, b and c.
async function busyServer(): Promise<Awaited<ReturnType<typeof startMockServer>>> {
  const server = await startMockServer({ journal: { maxCalls: 2 }, keys: { one: {}, two: {} } });
  using two = clientFor(server.address, { key: server.keys.two.reveal() });
  await two.call('getApplicationInfo');
  using one = clientFor(server.address, { key: server.keys.one.reveal() });
  for (let at = 0; at < 3; at += 1) await one.call('getModelList');
  for (const name of ['a', 'b', 'c']) await one.call('createModel', { name });
  return server;
}

type Wanted = Parameters<DlubalMatchers['toHaveReceivedCall']>;
const UNDECIDED = 'cannot be decided';

const asked: [title: string, wanted: Wanted, holds: boolean | typeof UNDECIDED][] = [
  ['calls that are all gone', ['get_model_list'], true],
  ['as many as are gone', ['get_model_list', { times: 3 }], true],
  ['not as many', ['get_model_list', { times: 2 }], false],
  ['gone and kept ones', ['create_model', { times: 3 }], true],
  ['by key and status', ['create_model', { times: 3, key: 'one', status: 'OK' }], true],
  ['by another status', ['get_model_list', { status: 'UNAVAILABLE' }], false],
  ['a request that is kept', ['create_model', { request: { name: 'c' } }], true],
  ['a request that may be gone', ['create_model', { request: { name: 'a' } }], UNDECIDED],
  [
    'so many requests, of which one may be gone',
    ['create_model', { request: { name: 'c' }, times: 1 }],
    UNDECIDED,
  ],
  ['more requests than there were calls', ['create_model', { request: { name: 'c' }, times: 4 }], false],
  ['a call of the other key, which is kept', ['get_application_info', { key: 'two', request: {} }], true],
  ['a method that was never called', ['close_model', { times: 0 }], true],
];

test.for(asked)('a journal that dropped calls knows %s', async ([, wanted, holds]) => {
  await using server = await busyServer();
  const yes = (): void => expect(server).toHaveReceivedCall(...wanted);
  const no = (): void => expect(server).not.toHaveReceivedCall(...wanted);
  if (holds === true) yes();
  else if (holds === false) no();
  else for (const either of [yes, no]) expect(either).toThrow(UNDECIDED);
  if (holds !== UNDECIDED) expect(holds ? no : yes).toThrow('Expected');
});

test("one key's calls never push out another's, and are counted after they are gone", async () => {
  await using server = await busyServer();
  expect(server.requests.map(({ key, method }) => `${key} ${method}`)).toEqual([
    'two get_application_info',
    'one create_model',
    'one create_model',
  ]);
  expect(server.dropped).toMatchObject([
    { key: 'one', method: 'get_model_list', count: 3 },
    { key: 'one', method: 'create_model', count: 1 },
  ]);
  expect(server.session('two').dropped).toEqual([]);
  expect(server.droppedRequests).toBe(4);
  expect(server).toHaveUsedKey('one');
  server.session('one').reset();
  expect(server.droppedRequests).toBe(0);
});

test('a call without a handler is reported after it is gone', async () => {
  await using server = await startMockServer({ journal: { maxCalls: 1 }, onUnmatchedCall: 'error' });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await app.call('getModelList').catch(() => {});
  server.restoreHandlers();
  await app.call('createModel').catch(() => {});
  expect(() => expect(server).toHaveNoUnhandledCalls()).toThrow(
    '1 get_model_list by project_1 (dropped from the journal)',
  );
});

test('names that a hostile client invents do not fill the memory', async () => {
  await using server = await startMockServer({ journal: { maxCalls: 1 } });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  for (let at = 0; at < 3; at += 1) await app.raw(`/x.Y/method_${at}`, Buffer.alloc(0)).catch(() => {});
  expect(server.dropped.map(({ method }) => method)).toEqual(['method_0', 'method_1']);
  expect(server).toHaveReceivedCall('method_0', { times: 1 });
});
