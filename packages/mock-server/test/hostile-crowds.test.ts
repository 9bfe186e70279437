import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { underWine } from '@dlubal-kit/testing/skip-on-windows';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameMessage } from '../src/engine/message-reader.js';
import { type MockServer, rpc, startMockServer } from '../src/index.js';
import { clientFor } from './call.js';
import { h2Client } from './raw-http2.js';

// Rows 55 to 58 of the research: many peers, and peers that leave.
/** Streams at a time, in all, and of those who leave. Wine sends nothing of what is in more than a thousand pieces. */
const [CROWD, ALL, LEAVING] = underWine ? [100, 2_000, 100] : [5_000, 100_000, 500];
const SOON = { timeout: underWine ? 30_000 : 10_000 };
const empty = Buffer.alloc(5);
let server: MockServer<'project_1'>;
let auth: { authorization: string };
beforeAll(async () => {
  server = await startMockServer({ handshakeTimeoutMs: 60_000 });
  auth = { authorization: `Bearer ${server.keys.project_1.reveal()}` };
});
afterAll(() => server.stop());

/** Bytes on the heap that are in use. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

/** A normal call works, and the connections are gone. */
async function expectWell(): Promise<void> {
  {
    using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
    await expect(app.call('getModelList')).resolves.toEqual({ modelInfo: [] });
  }
  await expect.poll(() => server.openConnections, SOON).toBe(0);
}

test('55 a thousand idle connections do not keep others from being served', async () => {
  const idle = Array.from({ length: 1_000 }, () =>
    connect(server.port, '127.0.0.1')
      .on('error', () => {})
      .resume(),
  );
  await expect.poll(() => server.openConnections, SOON).toBe(1_000);
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await expect(app.call('getModelList')).resolves.toBeDefined();
  for (const socket of idle) socket.destroy();
  app[Symbol.dispose]();
  await expect.poll(() => server.openConnections, SOON).toBe(0);
});

test(`56 ${CROWD} streams at a time and ${ALL} on one connection are all served, and the heap stays`, {
  timeout: 120_000,
}, async () => {
  server.reset();
  using client = h2Client(server.port);
  await client.call(auth, empty);
  const answers = await Promise.all(Array.from({ length: CROWD }, () => client.call(auth, empty)));
  expect(answers.filter(({ status }) => status !== '0')).toEqual([]);
  const heapBefore = heapUsed();
  let served = 0;
  const callOn = async (): Promise<void> => {
    for (; served < ALL; served += 1) expect((await client.call(auth, empty)).status).toBe('0');
  };
  await Promise.all(Array.from({ length: 64 }, callOn));
  expect(server.usage.used).toBeGreaterThanOrEqual(CROWD + ALL + 1);
  expect(heapUsed() - heapBefore).toBeLessThan(20 * 2 ** 20);
});

test(`57 handlers learn that ${LEAVING} clients went away`, async () => {
  server.reset();
  let aborted = 0;
  server.use(
    rpc.getModelList((_request, { signal }) => {
      signal.addEventListener('abort', () => {
        aborted += 1;
      });
      return new Promise(() => {});
    }),
  );
  {
    using client = h2Client(server.port);
    for (let at = 0; at < LEAVING; at += 1) void client.call(auth, empty);
    await expect.poll(() => server.requests.length, SOON).toBe(LEAVING);
  }
  await expect.poll(() => aborted, SOON).toBe(LEAVING);
  expect(new Set(server.requests.map(({ outcome }) => outcome))).toEqual(new Set(['cancelled']));
  server.reset();
  await expectWell();
});

test('58 a client that leaves in the middle of an answer or of a message disturbs nothing', async () => {
  server.reset();
  {
    using client = h2Client(server.port);
    server.use(rpc.getModelList({}, { delay: 400 }));
    const leaves = client.open(auth);
    leaves.end(empty);
    await expect.poll(() => server.requests.length).toBe(1);
    leaves.close(8);
    await server.waitForRequest({ outcome: 'cancelled' });
    const cut = client.open(auth);
    cut.write(frameMessage(Buffer.alloc(100)).subarray(0, 8));
    await new Promise((resolve) => setTimeout(resolve, 20));
    client.session.socket.resetAndDestroy();
  }
  server.reset();
  await expectWell();
});
