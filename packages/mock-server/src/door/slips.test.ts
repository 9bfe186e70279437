import { describe, expect, test, vi } from 'vitest';
import { clientFor } from '../../test/call.js';
import { error, fault, type MockServer, rpc, sequence, startMockServer } from '../index.js';
import { matchers } from '../matchers/matcher-table.js';

type Slip = readonly [title: string, act: (server: MockServer) => unknown, says: string];

const slips: readonly Slip[] = [
  ['an option', () => startMockServer({ montlyLimit: 5 } as never), 'Did you mean "monthlyLimit"?'],
  [
    'a type',
    () => startMockServer({ overage: 'yes' } as never),
    "overage in the mock server's options is a string.",
  ],
  [
    'a journal option',
    () => startMockServer({ journal: { maxCall: 1 } } as never),
    'Did you mean "maxCalls"?',
  ],
  [
    'a billing rule',
    () => startMockServer({ billing: { answred: true } } as never),
    'Did you mean "answered"?',
  ],
  ['a key', () => startMockServer({ keys: { a: { limt: 1 } } } as never), 'Did you mean "limit"?'],
  [
    'a key state',
    () => startMockServer({ keys: { a: { state: 'revokd' } } } as never),
    'Did you mean "revoked"?',
  ],
  [
    'an array of handlers',
    (server) => server.use([rpc.getModelList({})] as never),
    'Spread it: server.use(...handlers).',
  ],
  [
    'a factory',
    (server) => server.use(rpc.getModelList as never),
    'A handler must be made by rpc, got a function.',
  ],
  ['a handler option', () => rpc.getModelList({}, { time: 5 } as never), 'Did you mean "times"?'],
  ['a long delay', () => rpc.getModelList({}, { delay: 2 ** 31 }), 'cannot wait that long'],
  ['a fault', (server) => server.fault('latncy' as never), 'Did you mean "latency"?'],
  [
    'a fault setting',
    () => fault('latency', { delay: 5 } as never),
    'There is no field "delay" in the settings of the fault latency.',
  ],
  [
    'a fault pattern',
    (server) => server.fault('latency', { when: 'get_modellist' }),
    'Did you mean "get_model_list"?',
  ],
  [
    'a field of a request in a fault',
    (server) => server.fault('latency', { when: { method: 'create_model', request: { nme: 'x' } } }),
    'No dlubal.api.rfem.CreateModelRequest is like this: nme is not a field.',
  ],
  [
    'a value of a request in a wait',
    (server) => server.waitForRequest({ method: 'createModel', request: { name: 5 } }),
    'name is a whole number. Give a string there.',
  ],
  ['how often', (server) => server.fault('latency', { times: 0 }), 'It must be a whole number from 1.'],
  ['an outage', (server) => server.outage('refused' as never), 'Did you mean "refuse"?'],
  ['an outage option', (server) => server.outage('refuse', { forMS: 1 } as never), 'Did you mean "forMs"?'],
  ['a story', (server) => server.play('key-revokd' as never), 'Did you mean "key-revoked"?'],
  ['a wait', (server) => server.waitForRequest('getModelLst'), 'Did you mean "get_model_list"?'],
  [
    'a wait option',
    (server) => server.waitForRequest(undefined, { timeout: 1 } as never),
    'Did you mean "timeoutMs"?',
  ],
  [
    'a state that is set',
    (server) => Object.assign(server.key('project_1'), { state: 'revokd' }),
    'Did you mean "revoked"?',
  ],
  [
    'a limit that is set',
    (server) => Object.assign(server.key('project_1'), { limit: '5' }),
    'limit in the settings of a key is a string.',
  ],
];

test.for(slips)('%s is refused where it is written', async ([, act, says]) => {
  await using server = await startMockServer();
  await expect((async () => act(server))()).rejects.toThrow(says);
});

const asserted: readonly (readonly [title: string, act: (server: MockServer) => unknown, says: string])[] = [
  [
    'a method',
    (server) => matchers.toHaveReceivedCall(server, 'get_modellist'),
    'Did you mean "get_model_list"?',
  ],
  [
    'a label',
    (server) => matchers.toHaveReceivedCall(server, 'get_model_list', { key: 'projct_1' }),
    'Did you mean "project_1"?',
  ],
  [
    'a status',
    (server) => matchers.toHaveReceivedCall(server, 'get_model_list', { status: 'NOTFOUND' as never }),
    'is a string. It must be a whole number from 0, or one of OK,',
  ],
  [
    'a field',
    (server) => matchers.toHaveReceivedCall(server, 'get_model_list', { time: 1 } as never),
    'Did you mean "times"?',
  ],
  ['a used key', (server) => matchers.toHaveUsedKey(server, 'projct_1'), 'Did you mean "project_1"?'],
  ['a bound', (server) => matchers.toHaveBilled(server, { atmost: 0 } as never), 'Did you mean "atMost"?'],
];

test.for(asserted)('%s in an assertion must exist', async ([, act, says]) => {
  await using server = await startMockServer();
  expect(() => act(server)).toThrow(says);
});

describe('what throws while a call is answered', () => {
  test.each<[string, (server: MockServer) => unknown]>([
    [
      'a fault filter',
      (server) =>
        server.fault('latency', {
          when: () => {
            throw new Error('my filter');
          },
        }),
    ],
    [
      'a listener',
      (server) =>
        server.onRequest(() => {
          throw new Error('my listener');
        }),
    ],
  ])('%s does not end the process', async (_title, act) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    await using server = await startMockServer();
    using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
    act(server);
    await app.call('getModelList').catch(() => undefined);
    expect(server.requests).toHaveLength(1);
    expect(said).toHaveBeenCalledOnce();
    said.mockRestore();
  });
});

test('an environment that imitates a browser is refused at once', async () => {
  vi.stubGlobal('window', {});
  vi.stubGlobal('document', {});
  await expect(startMockServer()).rejects.toThrow('Run the file in the environment "node"');
  vi.unstubAllGlobals();
});

test('a sequence begins again with reset, resetHandlers and restoreHandlers', async () => {
  const handlers = [rpc.createModel(sequence({ guid: 'a' }, { guid: 'b' }))];
  await using server = await startMockServer({ handlers });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  const next = async (): Promise<string> => (await app.call('createModel', { name: 'x' })).guid;
  expect([await next(), await next(), await next()]).toEqual(['a', 'b', 'b']);
  for (const again of [() => server.reset(), () => server.resetHandlers(), () => server.restoreHandlers()]) {
    again();
    expect([await next(), await next()]).toEqual(['a', 'b']);
  }
});

test('once is once, also behind a handler that takes its time', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.use(
    rpc.createModel(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return undefined;
    }),
    rpc.createModel({ guid: 'once' }, { once: true }),
    rpc.createModel(error('ABORTED')),
  );
  const calls = await Promise.allSettled([1, 2, 3].map(() => app.call('createModel', { name: 'x' })));
  expect(calls.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
