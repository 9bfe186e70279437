import * as http2 from 'node:http2';
import { underWine } from '@dlubal-kit/testing/skip-on-windows';
import * as grpc from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { choir, clientOf, hear } from '../../test/choir.js';
import { error, startMockServer } from '../index.js';

test('a stream of answers comes one by one, is one call in the journal and one request on the bill', async () => {
  await using server = await startMockServer();
  server.addService(choir, {
    async *sing(verse) {
      for (const line of [1, 2, 3]) yield `${verse} ${line}`;
    },
  });
  using app = clientOf(server);
  expect(await hear(app.open('sing', 'la'))).toEqual({
    heard: ['la 1', 'la 2', 'la 3'],
    code: 0,
    details: '',
  });
  expect(server.requests.map((call) => call.toJSON())).toEqual([
    {
      seq: 1,
      method: 'Sing',
      outcome: 'answered',
      key: 'project_1',
      request: 'la',
      response: ['la 1', 'la 2', 'la 3'],
      messages: { request: 1, response: 3 },
      status: 0,
      billed: true,
    },
  ]);
  expect(server.usage.used).toBe(1);
});

test('messages can be given as an array, and an error among them ends the stream', async () => {
  await using server = await startMockServer();
  server.addService(choir, { sing: ['one', error('ABORTED', 'hoarse'), 'never' as never] });
  using app = clientOf(server);
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await hear(app.open('sing', ''))).toEqual({ heard: ['one'], code: 10, details: 'hoarse' });
  }
});

test('a generator may throw an error of ours; another one is INTERNAL, and its text stays here', async () => {
  await using server = await startMockServer();
  const thrown = new Error('private words');
  server.addService(choir, {
    async *sing(verse) {
      yield 'one';
      throw verse === 'ours' ? error('NOT_FOUND', 'no more verses') : thrown;
    },
  });
  using app = clientOf(server);
  expect(await hear(app.open('sing', 'ours'))).toMatchObject({ code: 5, details: 'no more verses' });
  const broken = await hear(app.open('sing', ''));
  expect(broken).toMatchObject({ heard: ['one'], code: 13 });
  expect(broken.details).not.toContain('private');
  expect(server.requests[1]?.error).toBe(thrown);
});

test('a stream of requests is read by for await, and answered once', async () => {
  await using server = await startMockServer();
  server.addService(choir, {
    async count(requests) {
      let all = 0;
      for await (const request of requests) all += request.length;
      return String(all);
    },
  });
  using app = clientOf(server);
  const answer = new Promise((resolve, reject) => {
    const stream = (
      app.client as unknown as {
        count(m: grpc.Metadata, done: (e: unknown, a: unknown) => void): grpc.ClientWritableStream<string>;
      }
    ).count(app.metadata, (failure, said) => (failure === null ? resolve(said) : reject(failure)));
    for (let i = 0; i < 200; i += 1) stream.write('abc');
    stream.end();
  });
  expect(await answer).toBe('600');
  expect(server.requests[0]).toMatchObject({ messages: { request: 200, response: 0 }, response: '600' });
  expect(server.requests[0]?.request).toHaveLength(100);
});

test('both ways at once: each request has its answer before the next is sent', async () => {
  await using server = await startMockServer();
  server.addService(choir, {
    async *echo(requests) {
      for await (const request of requests) yield `${request}!`;
    },
  });
  using app = clientOf(server);
  const stream = app.open('echo');
  const heard: string[] = [];
  stream.write('a');
  for await (const message of stream) {
    heard.push(message as string);
    if (heard.length < 3) stream.write(message as string);
    else stream.end();
  }
  expect(heard).toEqual(['a!', 'a!!', 'a!!!']);
});

test('a stream without a key is refused before its handler hears of it', async () => {
  await using server = await startMockServer();
  let asked = 0;
  server.addService(choir, {
    echo: () => {
      asked += 1;
      return [];
    },
  });
  using stranger = clientOf(server, 'nobody');
  expect(await hear(stranger.open('echo'))).toMatchObject({ heard: [], code: 16 });
  expect(asked).toBe(0);
});

test('a client that leaves ends the generator, and the call is cancelled in the journal', async () => {
  await using server = await startMockServer();
  let closed = false;
  server.addService(choir, {
    async *sing(_verse, { signal }) {
      try {
        for (;;) {
          yield 'la';
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      } finally {
        closed = signal.aborted;
      }
    },
  });
  using app = clientOf(server);
  const stream = app.open('sing', '');
  stream.on('error', () => {});
  stream.once('data', () => stream.cancel());
  await server.waitForRequest({ outcome: 'cancelled' });
  await expect.poll(() => closed).toBe(true);
});

test('a client that does not read holds the generator up', async () => {
  await using server = await startMockServer();
  let sent = 0;
  const verses = underWine ? 500 : 5_000;
  const verse = 'x'.repeat(10_000);
  server.addService(choir, {
    async *sing() {
      for (; sent < verses; sent += 1) yield verse;
    },
  });
  // Not grpc-js: it reads ahead, whatever its user does.
  const session = http2.connect(`http://${server.address}`);
  const stream = session.request({
    ':method': 'POST',
    ':path': '/test.Choir/Sing',
    'content-type': 'application/grpc',
    authorization: `Bearer ${server.keys.project_1.reveal()}`,
  });
  stream.end(Buffer.from([0, 0, 0, 0, 0]));
  await expect.poll(() => sent).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(sent).toBeLessThan(100);
  stream.resume();
  await expect.poll(() => sent, { timeout: 20_000 }).toBe(verses);
  session.destroy();
});

test('faults and a deadline strike streams as they strike calls', async () => {
  await using server = await startMockServer();
  server.addService(choir, {
    async *sing(_verse, { signal }) {
      yield 'one';
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  });
  using app = clientOf(server);
  server.fault('http-page', { times: 1 });
  expect(await hear(app.open('sing', ''))).toMatchObject({ code: 14 });
  const late = (app.client.sing as unknown as (...args: unknown[]) => grpc.ClientReadableStream<string>).call(
    app.client,
    '',
    app.metadata,
    { deadline: Date.now() + 100 },
  );
  expect(await hear(late)).toMatchObject({ heard: ['one'], code: 4 });
});

test('a handler that answers a stream with one message is told what to give', async () => {
  await using server = await startMockServer();
  server.addService(choir, { sing: (() => 7) as never });
  using app = clientOf(server);
  expect(await hear(app.open('sing', ''))).toMatchObject({ code: 13 });
  expect(String(server.requests[0]?.error)).toContain('Give an array, or a generator');
});

test('a method without a handler is named', async () => {
  await using server = await startMockServer();
  server.addService(choir, {});
  using app = clientOf(server);
  expect((await hear(app.open('sing', ''))).details).toBe(
    'The mock server has no handler for /test.Choir/Sing. Give one in a scenario, with service, method and reply or bytes; mock --proto FILE tells of the service. In TypeScript: server.addService(definition, handlers).',
  );
  expect((await hear(app.open('echo'))).details).toContain('no handler for /test.Choir/Echo');
});

test('health is watched until the server stops', async () => {
  const server = await startMockServer();
  const client = new grpc.Client(server.address, grpc.credentials.createInsecure());
  const same = (bytes: Buffer): Buffer => bytes;
  const watch = (name: string) =>
    client.makeServerStreamRequest('/grpc.health.v1.Health/Watch', same, same, Buffer.from(name));
  const [all, unknown] = [watch(''), watch('\n\u0001x')];
  const first = (stream: grpc.ClientReadableStream<Buffer>) =>
    new Promise((resolve) => stream.once('data', (bytes: Buffer) => resolve([...bytes])));
  const ends = [all, unknown].map((stream) => new Promise((resolve) => stream.once('error', resolve)));
  expect(await Promise.all([first(all), first(unknown)])).toEqual([
    [8, 1],
    [8, 3],
  ]);
  await server.stop();
  expect(await Promise.all(ends)).toEqual([
    expect.objectContaining({ code: 14 }),
    expect.objectContaining({ code: 14 }),
  ]);
  client.close();
  expect(server.requests).toHaveLength(0);
});
