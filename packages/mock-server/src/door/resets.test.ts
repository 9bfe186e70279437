import { NO_FETCH, skipUnderWine } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { delay, type MockServer, type MockSession, rpc, sequence, startMockServer } from '../index.js';
import { parseScenario, stageScenario } from '../scenario.js';
import { startMockUi } from '../ui.js';

const SCENARIO = `
version: 1
keys: { a: {}, b: {} }
onUnmatchedCall: default
handlers:
  - { method: create_model, sequence: [{ reply: { guid: one } }, { reply: { guid: two } }] }
  - { method: open_model, key: a, once: true, error: { status: NOT_FOUND } }
faults: [{ name: http-page, httpStatus: 503, times: 1, when: { method: get_model_list, key: a } }]
play: [{ name: no-permission, key: a }]
`;

/** What key a gets: by its own handlers, those of the scenario, its fault and its story. */
async function answers(server: MockServer): Promise<unknown[]> {
  using app = clientFor(server.address, { key: server.key('a').reveal() });
  const code = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => 0,
      (thing) => thing.code,
    );
  const story = await code(app.call('getActiveModel'));
  // The story refuses every call: the others see a key that is in order again.
  server.key('a').state = 'active';
  const guids = [await app.call('createModel'), await app.call('createModel')].map(({ guid }) => guid);
  const own = await app.call('calculateAll').then(
    ({ message }) => message,
    () => 'none',
  );
  return [story, ...guids, await code(app.call('openModel')), await code(app.call('getModelList')), own];
}
const ways: readonly (readonly [
  name: string,
  reset: (server: MockServer, session: MockSession) => unknown,
  again: object,
])[] = [
  ['server.reset()', (server) => server.reset(), { story: true, own: 'none' }],
  ['session.reset()', (_server, session) => session.reset(), { story: true, own: 'none' }],
  ["the page's reset", pageReset, { story: true, own: 'none' }],
  ['server.resetHandlers()', (server) => server.resetHandlers(), { own: 'none' }],
  ['server.restoreHandlers()', (server) => server.restoreHandlers(), { own: 'first' }],
  ['session.resetHandlers()', (_server, session) => session.resetHandlers(), { own: 'none' }],
  ['session.restoreHandlers()', (_server, session) => session.restoreHandlers(), { own: 'first' }],
];

async function pageReset(server: MockServer): Promise<void> {
  await using ui = await startMockUi(server);
  const headers = { authorization: `Bearer ${ui.token}` };
  const { ok } = await fetch(`http://127.0.0.1:${ui.port}/api/reset`, {
    method: 'POST',
    headers,
    body: '{}',
  });
  expect(ok).toBe(true);
}

test.for(ways)('%s begins again', async ([, reset, again], context) => {
  if (reset === pageReset) skipUnderWine(context, NO_FETCH);
  const parsed = parseScenario(SCENARIO);
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
  await using server = await startMockServer(parsed.scenario.options);
  stageScenario(server, parsed.scenario);
  const session = server.session('a');
  session.use(rpc.calculateAll(sequence({ message: 'first' }, { message: 'second' })));
  expect(await answers(server)).toEqual([16, 'one', 'two', 5, 14, 'first']);
  expect((await answers(server)).slice(1)).toEqual(['two', 'two', 3, 0, 'second']);
  await reset(server, session);
  const { story = false, own } = again as { story?: boolean; own: string };
  const [refused, ...rest] = await answers(server);
  expect(rest).toEqual(['one', 'two', 5, story ? 14 : 0, own]);
  if (story) expect(refused).toBe(16);
});

test('once answers once, also under a handler before it that takes its time', async () => {
  await using server = await startMockServer({ onUnmatchedCall: 'default' });
  const key = server.keys.project_1.reveal();
  using app = clientFor(server.address, { key });
  const slow = async (): Promise<undefined> => {
    await delay(20);
    return undefined;
  };
  server.use(
    rpc.createModel(slow),
    rpc.createModel({ guid: 'once' }, { once: true }),
    rpc.createModel({ guid: 'rest' }),
  );
  const guids = await Promise.all(
    Array.from({ length: 8 }, () => app.call('createModel').then(({ guid }) => guid)),
  );
  expect(guids.sort()).toEqual(['once', ...Array(7).fill('rest')]);
});

test("the message of a session's wait lists the calls of that session, and the method asked for", async () => {
  await using server = await startMockServer({ keys: { a: {}, b: {} } });
  using other = clientFor(server.address, { key: server.keys.b.reveal() });
  using own = clientFor(server.address, { key: server.keys.a.reveal() });
  await other.call('createModel', { name: 'of b' });
  await own.call('getModelList');
  const waits = server.session('a').waitForRequest({ method: 'create_model' }, { timeoutMs: 10 });
  const said = await waits.catch(({ message }: Error) => message);
  expect(said).toContain('for 1 {"method":"create_model"} call, which did not come.');
  expect(said).toContain('2. get_model_list by a: OK');
  expect(said).not.toContain('by b');
});
