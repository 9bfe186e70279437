import { frame } from '@dlubal-kit/testing/frame';
import * as grpc from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { clientFor, type TestClient } from '../../test/call.js';
import { callFields, hpack, rawPeer } from '../../test/raw-http2.js';
import { type MockServer, startMockServer } from '../index.js';

const HEADERS = 1;
const END_HEADERS = 4;

const failed = (app: TestClient, ms = 300): Promise<number> =>
  app.call('getModelList', {}, { deadline: Date.now() + ms }).then(
    () => 0,
    ({ code }) => code,
  );

/** The first call can still meet the end of the old connection. */
const comesBack = (app: TestClient): Promise<void> =>
  expect.poll(() => failed(app, 1_000), { timeout: 8_000 }).toBe(0);

/** Every way in which an outage ends. */
const ends: [title: string, run: (server: MockServer) => Promise<void> | void][] = [
  ['by end()', (server) => server.outage('blackhole').end()],
  ['after its time', () => new Promise((go) => setTimeout(go, 450))],
  ['with reset()', (server) => server.reset()],
  ['with another outage', (server) => server.outage('proxy-page').end()],
];

test.for(ends)('a client that connected during a blackhole is back when it ends %s', async ([title, end]) => {
  await using server = await startMockServer();
  server.outage('blackhole', title === 'after its time' ? { forMs: 400 } : {});
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  expect(await failed(app)).toBe(4);
  await end(server);
  await comesBack(app);
});

test('a client over TLS that connected during a blackhole is back when it ends', async () => {
  await using server = await startMockServer({ tls: true });
  const outage = server.outage('blackhole');
  using app = clientFor(server.address, {
    key: server.keys.project_1.reveal(),
    credentials: grpc.credentials.createSsl(Buffer.from(server.ca ?? '')),
  });
  expect(await failed(app)).toBe(4);
  outage.end();
  await comesBack(app);
});

test('a call that a blackhole swallowed is sent again when it ends, and then answered', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await app.call('getModelList');
  const outage = server.outage('blackhole');
  const swallowed = app.call('getModelList');
  await new Promise((go) => setTimeout(go, 50));
  outage.end();
  await swallowed;
  expect(server.requests).toHaveLength(2);
});

test('an outage is over with the story that began it', async () => {
  await using server = await startMockServer();
  const key = server.keys.project_1.reveal();
  const story = server.play('server-restart');
  using app = clientFor(server.address, { key });
  await app.call('getModelList');
  expect(await failed(app)).toBe(14);
  story.end();
  using fresh = clientFor(server.address, { key });
  expect(await failed(fresh)).toBe(0);
});

test('the timer of an outage that was reset does not end a later one', async () => {
  await using server = await startMockServer();
  server.outage('refuse', { forMs: 40 });
  server.reset();
  server.outage('refuse');
  await new Promise((go) => setTimeout(go, 80));
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  expect(await failed(app)).toBe(14);
});

test('in the outage goaway a connection hears nothing until its first call, then after a pause', async () => {
  await using server = await startMockServer();
  server.outage('goaway');
  using peer = await rawPeer(server.port);
  expect((await peer.answer(150)).goaway).toEqual([]);
  const begun = performance.now();
  peer.send(frame(HEADERS, END_HEADERS, 1, hpack(callFields(server.keys.project_1.reveal()))));
  const answer = await peer.answer(400);
  expect(answer.resets).toEqual([7]);
  expect(answer.goaway[0]).toBe(0);
  expect(performance.now() - begun).toBeGreaterThan(95);
});

test('in the outage goaway a client does not connect over and over', async () => {
  await using server = await startMockServer();
  const outage = server.outage('goaway');
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  let connections = 0;
  const count = setInterval(() => {
    connections = Math.max(connections, server.openConnections);
  }, 1);
  expect(await failed(app, 600)).not.toBe(0);
  clearInterval(count);
  expect(connections).toBeLessThan(8);
  outage.end();
  await comesBack(app);
});

test('an idle connection gets GOAWAY with its next call, and not before', async () => {
  await using server = await startMockServer();
  using peer = await rawPeer(server.port);
  await peer.answer();
  server.outage('goaway');
  expect((await peer.answer(60)).goaway).toEqual([]);
});
