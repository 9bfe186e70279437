import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { choir, clientOf, hear } from '../../test/choir.js';
import { h2Client } from '../../test/raw-http2.js';
import { error, reply, startMockServer } from '../index.js';

const ECHO = '/test.Choir/Echo';

/** A handler that reads all requests, and tells whether it came to its end. */
function listener() {
  const seen = { started: false, ended: false, aborted: false };
  const echo = async function* (requests: AsyncIterable<string>, { signal }: { signal: AbortSignal }) {
    seen.started = true;
    try {
      for await (const request of requests) yield request;
    } finally {
      seen.ended = true;
      seen.aborted = signal.aborted;
    }
  };
  return { seen, echo };
}

test('a stop tells the handlers of streams, and the journal has the status that was sent', async () => {
  const server = await startMockServer();
  const { seen, echo } = listener();
  server.addService(choir, { echo });
  using app = clientOf(server);
  const stream = app.open('echo');
  const heard = hear(stream);
  await expect.poll(() => seen.started).toBe(true);
  await server.stop();
  expect(await heard).toMatchObject({ code: 14 });
  await expect.poll(() => seen).toEqual({ started: true, ended: true, aborted: true });
  expect(server.requests[0]).toMatchObject({ outcome: 'cancelled', status: 14 });
});

test('a frame that cannot be read ends the stream of requests and its handler', async () => {
  await using server = await startMockServer();
  const { seen, echo } = listener();
  server.addService(choir, { echo });
  using client = h2Client(server.port);
  const headers = { ':path': ECHO, authorization: `Bearer ${server.keys.project_1.reveal()}` };
  const answer = await client.call(headers, Buffer.from([2, 0, 0, 0, 0]));
  expect(answer.status).toBe('13');
  await expect.poll(() => seen).toEqual({ started: true, ended: true, aborted: true });
  expect(server.requests[0]).toMatchObject({ status: 13 });
});

test('of large messages a megabyte is kept, and the journal drops no other call for the rest', async () => {
  await using server = await startMockServer();
  const verse = 'x'.repeat(400_000);
  server.addService(choir, { sing: Array.from({ length: 50 }, () => verse) });
  using other = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await other.call('getApplicationInfo');
  using app = clientOf(server);
  expect((await hear(app.open('sing', ''))).heard).toHaveLength(50);
  expect(server.requests).toHaveLength(2);
  expect(server.requests[1]).toMatchObject({ messages: { request: 1, response: 50 }, bytes: 20_000_000 });
  expect(server.requests[1]?.response).toHaveLength(2);
});

test('headers of the first message and trailers of all go with the stream', async () => {
  await using server = await startMockServer();
  server.addService(choir, {
    sing: [
      reply('one', { headers: { 'x-first': '1' }, trailers: { 'x-a': 'a' } }),
      reply('two', { trailers: { 'x-b': 'b' } }),
      error('ABORTED', '\ud800', { trailers: { 'x-c': 'c' } }),
    ],
  });
  using app = clientOf(server);
  const stream = app.open('sing', '');
  const metadata = new Promise((resolve) => stream.once('metadata', (m) => resolve(m.get('x-first'))));
  const status = new Promise((resolve) =>
    stream.once('status', (s) =>
      resolve([s.metadata.get('x-a'), s.metadata.get('x-b'), s.metadata.get('x-c')]),
    ),
  );
  expect(await hear(stream)).toMatchObject({ heard: ['one', 'two'], code: 10, details: '\ufffd' });
  expect(await metadata).toEqual(['1']);
  expect(await status).toEqual([['a'], ['b'], ['c']]);
});

// Row 65 of the research, for streams.
const wrong: [title: string, message: unknown][] = [
  ['a number', 7],
  ['nothing', undefined],
  ['null', null],
  ['a symbol', Symbol('x')],
];

test.for(wrong)('65 %s in a stream ends it as INTERNAL, and the next call works', async ([, message]) => {
  await using server = await startMockServer();
  server.addService(choir, { sing: (verse) => (verse === 'good' ? ['la'] : (['la', message] as never)) });
  using app = clientOf(server);
  expect(await hear(app.open('sing', ''))).toMatchObject({ heard: ['la'], code: 13 });
  expect(server.requests[0]?.error).toBeDefined();
  expect(await hear(app.open('sing', 'good'))).toMatchObject({ heard: ['la'], code: 0 });
});

test('65 a generator that throws a text, or nothing, ends the stream as INTERNAL', async () => {
  await using server = await startMockServer();
  server.addService(choir, {
    // biome-ignore lint/correctness/useYield: it throws before it says anything
    async *sing(verse) {
      throw verse === '' ? undefined : verse;
    },
  });
  using app = clientOf(server);
  for (const verse of ['', 'secret']) {
    const end = await hear(app.open('sing', verse));
    expect(end).toMatchObject({ code: 13 });
    expect(end.details).not.toContain('secret');
  }
});
