import { expectNoKey } from '@dlubal-kit/testing/canary';
import * as grpc from '@grpc/grpc-js';
import { expect, test, vi } from 'vitest';
import { clientFor } from '../../test/call.js';
import { type CallInfo, delay, error, reply, rpc, sequence, startMockServer } from '../index.js';

test('a handler answers with fields, with a function, or with a reply and trailers', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.use(rpc.getApplicationInfo({ name: 'mine' }));
  expect(await app.call('getApplicationInfo')).toMatchObject({ name: 'mine', version: '' });
  server.use(rpc.createModel(({ name }) => ({ guid: `id of ${name}` })));
  expect(await app.call('createModel', { name: 'hall' })).toEqual({ guid: 'id of hall' });
  server.use(rpc.getModelList(() => reply({ modelInfo: [] }, { trailers: { 'x-note': 'empty' } })));
  expect(await app.call('getModelList')).toEqual({ modelInfo: [] });
});

test('later handlers win, and reset goes back to the initial ones', async () => {
  await using server = await startMockServer({ handlers: [rpc.getApplicationInfo({ name: 'first' })] });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.use(rpc.getApplicationInfo({ name: 'second' }));
  expect((await app.call('getApplicationInfo')).name).toBe('second');
  server.resetHandlers();
  expect((await app.call('getApplicationInfo')).name).toBe('first');
  server.resetHandlers(rpc.getApplicationInfo({ name: 'third' }));
  expect((await app.call('getApplicationInfo')).name).toBe('third');
});

test('once and times are counted, and restored', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.use(rpc.getApplicationInfo({ name: 'once' }, { once: true }));
  server.use(rpc.getApplicationInfo({ name: 'twice' }, { times: 2 }));
  const names = async (count: number): Promise<string[]> => {
    const seen: string[] = [];
    for (let i = 0; i < count; i += 1) seen.push((await app.call('getApplicationInfo')).name);
    return seen;
  };
  expect(await names(4)).toEqual(['twice', 'twice', 'once', 'RFEM']);
  server.restoreHandlers();
  expect(await names(1)).toEqual(['twice']);
});

test('a sequence gives one answer after the other, the last again and again', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.use(
    rpc.createModel(sequence(error('UNAVAILABLE', 'busy'), ({ name }) => ({ guid: name }), { guid: 'last' })),
  );
  await expect(app.call('createModel', { name: 'a' })).rejects.toMatchObject({ code: 14, details: 'busy' });
  expect(await app.call('createModel', { name: 'a' })).toEqual({ guid: 'a' });
  expect(await app.call('createModel', { name: 'a' })).toEqual({ guid: 'last' });
  expect(await app.call('createModel', { name: 'a' })).toEqual({ guid: 'last' });
});

test('a handler that gives nothing passes the call on', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  const seen: string[] = [];
  server.use(
    rpc.getModelList((_request, { method, attempt }) => {
      seen.push(`${method} ${attempt}`);
      return undefined;
    }),
  );
  expect(await app.call('getModelList')).toEqual({ modelInfo: [] });
  expect(seen).toEqual(['get_model_list 1']);
  expect(server.listHandlers()[0]).toMatchObject({ used: 0 });
});

const errors: [what: Parameters<typeof error>[0], code: number][] = [
  ['key-refused', 16],
  ['not-found', 5],
  ['RESOURCE_EXHAUSTED', 8],
  [42, 42],
];

test.for(errors)('the error %s reaches the client as status %i', async ([what, code]) => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.use(rpc.getModelList(error(what, 'half \ud800 and ümlaut', { trailers: { 'x-a': '1' } })));
  const failure = await app.call('getModelList').catch((thrown) => thrown);
  expect(failure).toMatchObject({ code, details: 'half \ufffd and ümlaut' });
  expect(failure.metadata.get('x-a')).toEqual(['1']);
});

const broken: [title: string, answer: Parameters<typeof rpc.getModelList>[0]][] = [
  [
    'throws',
    () => {
      throw new Error('mine');
    },
  ],
  [
    'throws something that is not an error',
    () => {
      throw 'mine';
    },
  ],
  ['rejects', () => Promise.reject(new Error('mine'))],
  ['rejects with nothing', () => Promise.reject()],
  ['gives a wrong type', () => ({ modelInfo: 5 }) as never],
  ['gives a number', () => 5 as never],
];

test.for(broken)('a handler that %s becomes INTERNAL with fixed words', async ([, answer]) => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.use(rpc.getModelList(answer));
  const failure = await app.call('getModelList').catch((thrown) => thrown);
  expect(failure).toMatchObject({
    code: 13,
    details: expect.stringMatching(/^A handler of the mock server failed/),
  });
  expect(server.requests[0]?.error).toBeDefined();
  server.resetHandlers();
  expect(await app.call('getModelList')).toEqual({ modelInfo: [] });
});

test('what can never be an answer is refused where it is declared', () => {
  expect(() => rpc.getModelList(5 as never)).toThrow('get_model_list cannot answer with number');
  expect(() => rpc.getModelList({}, { times: 0 })).toThrow('cannot answer 0 times');
  expect(() => rpc.getModelList({}, { delay: [5, 1] })).toThrow('cannot wait that long');
  expect(() => error('no-such-kind' as never)).toThrow('is not an error that a server can answer with');
  expect(() => error('NOT_FOUND', 'x', { trailers: { 'x-a': 'a\nb' } })).toThrow('x-a cannot be sent');
});

test('handlers are listed in the order in which they are asked, with their places', async () => {
  await using server = await startMockServer({ handlers: [rpc.getModelList({})] });
  server.use(rpc.getApplicationInfo({}, { times: 3 }));
  const [first, second] = server.listHandlers();
  expect(first).toMatchObject({ method: 'get_application_info', used: 0, remaining: 3 });
  expect(first?.declaredAt).toMatch(/handlers\.test\.ts:\d+$/);
  expect(second).toMatchObject({ method: 'get_model_list', remaining: Number.POSITIVE_INFINITY });
});

test('a delay holds the answer back, and fake timers do not hold the delay', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await app.call('getModelList');
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'Date'] });
  try {
    server.use(rpc.getModelList({}, { delay: 30 }));
    await app.call('getModelList');
    server.use(
      rpc.getModelList(async () => {
        await delay(20);
        return {};
      }),
    );
    await app.call('getModelList');
  } finally {
    vi.useRealTimers();
  }
  expect(server.requests[1]?.durationMs).toBeGreaterThanOrEqual(25);
  expect(server.requests[2]?.durationMs).toBeGreaterThanOrEqual(15);
});

test('a handler learns that the client went away, and the call is cancelled in the journal', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  let aborted = false;
  server.use(
    rpc.calculateAll(
      (_request, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            resolve({ succeeded: true });
          });
        }),
    ),
  );
  const failure = await app.call('calculateAll', {}, { deadline: Date.now() + 60 }).catch((thrown) => thrown);
  expect(failure.code).toBe(4);
  await server.waitForRequest({ outcome: 'cancelled' });
  expect(aborted).toBe(true);
});

test('with the policy error a call without a handler fails and names what to write', async () => {
  await using server = await startMockServer({ onUnmatchedCall: 'error' });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.use(rpc.getModelList({}));
  const failure = await app.call('getModelMainParameters').catch((thrown) => thrown);
  expect(failure.code).toBe(12);
  expect(failure.details).toBe(
    "The mock server has no handler for /dlubal.api.rfem.Application/get_model_main_parameters. The nearest that has one: get_model_list. Declare one with server.use(rpc.getModelMainParameters(…)), or let the in-memory models answer with onUnmatchedCall: 'default'.",
  );
});

test('with the policy warn the models answer, and a line says so', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  await using server = await startMockServer({ onUnmatchedCall: 'warn' });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  expect(await app.call('getModelList')).toEqual({ modelInfo: [] });
  expect(warn.mock.calls[0]?.[0]).toContain('no handler for /dlubal.api.rfem.Application/get_model_list');
  warn.mockRestore();
});

test('without options a call that no declared handler names is an error, and one that nobody declared is not', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await app.call('getModelList');
  server.use(rpc.createModel(error('UNAVAILABLE'), { once: true }));
  const failure = await app.call('getModelList').catch((thrown) => thrown);
  expect(failure.details).toContain('The nearest that has one: create_model.');
  await expect(app.call('createModel')).rejects.toMatchObject({ code: 14 });
  await expect(app.call('createModel', { name: 'a' })).resolves.toMatchObject({ guid: expect.any(String) });
  await app.call('getApplicationInfo');
  server.reset();
  await app.call('getModelList');
});

test('repeated headers reach handlers and the journal apart, without the key', async () => {
  await using server = await startMockServer();
  const key = server.keys.project_1.reveal();
  let seen: CallInfo | undefined;
  server.use(
    rpc.getModelList((_request, call) => {
      seen = call;
      return { modelInfo: [] };
    }),
  );
  const client = new grpc.Client(server.address, grpc.credentials.createInsecure());
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${key}`);
  metadata.add('x-dup', '1');
  metadata.add('x-dup', `2 ${key}`);
  metadata.add('x-one', 'a');
  await new Promise<void>((resolve, reject) => {
    const same = (bytes: Buffer): Buffer => bytes;
    const path = '/dlubal.api.rfem.Application/get_model_list';
    client.makeUnaryRequest(path, same, same, Buffer.alloc(0), metadata, (error) =>
      error === null ? resolve() : reject(error),
    );
  });
  client.close();
  expect(seen?.headers['x-dup']).toBe(`1,2 ${key}`);
  expect(seen?.service).toBe('dlubal.api.rfem.Application');
  expect(seen?.headerList).toEqual([
    ['x-dup', '1'],
    ['x-dup', `2 ${key}`],
    ['x-one', 'a'],
  ]);
  const [record] = server.requests;
  expect(record?.headers.map(([name]) => name)).toEqual(['x-dup', 'x-dup', 'x-one']);
  expectNoKey(key, record?.headers);
});

test("each key has its own place in a server's sequence, and its reset begins it again for that key alone", async () => {
  await using server = await startMockServer({ keys: { one: {}, two: {} } });
  server.use(rpc.createModel(sequence({ guid: 'a' }, { guid: 'b' }, { guid: 'c' })));
  using one = clientFor(server.address, { key: server.keys.one.reveal() });
  using two = clientFor(server.address, { key: server.keys.two.reveal() });
  const next = async (app: typeof one): Promise<string> => (await app.call('createModel')).guid;
  expect([await next(one), await next(two), await next(one), await next(two)]).toEqual(['a', 'a', 'b', 'b']);
  server.session('one').reset();
  expect([await next(one), await next(two)]).toEqual(['a', 'c']);
  server.restoreHandlers();
  expect([await next(one), await next(two)]).toEqual(['a', 'a']);
});

test('an unmatched call names the handlers of its method, and why none of them answered', async () => {
  await using server = await startMockServer({ onUnmatchedCall: 'error' });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  server.use(rpc.createModel({ guid: 'a' }, { once: true }));
  server.session('project_1').use(rpc.createModel(() => undefined));
  await app.call('createModel');
  const { details } = await app.call('createModel').catch((thrown) => thrown);
  expect(details).toMatch(
    /handlers for \S+\/create_model, and none answered: .*handlers\.test\.ts:\d+ \(it passed the call on\) of the session; .*handlers\.test\.ts:\d+ \(used up after 1 call\) of the server\. /,
  );
  expect(details).not.toContain('nearest');
});
