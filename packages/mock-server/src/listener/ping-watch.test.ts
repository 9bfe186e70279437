import { connect } from 'node:http2';
import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { fault, rpc, startMockServer } from '../index.js';

const PING = Buffer.from('12345678');

/** Pings one after the other, and what the server then said in GOAWAY. */
async function pings(port: number, count: number): Promise<{ code?: number; data?: string }> {
  const session = connect(`http://127.0.0.1:${port}`);
  const said: { code?: number; data?: string } = {};
  session.on('goaway', (code, _last, data) => Object.assign(said, { code, data: data?.toString() }));
  session.on('error', () => {});
  await new Promise((go) => session.once('remoteSettings', go));
  for (let sent = 0; sent < count && !session.destroyed; sent += 1)
    await new Promise<void>((go) => {
      session.once('close', go);
      if (!session.ping(PING, () => go())) go();
    });
  if (session.destroyed) await new Promise((go) => setTimeout(go, 20));
  session.destroy();
  return said;
}

const TOO_MANY = { code: 11, data: 'too_many_pings' };

test.for([
  [3, {}, {}],
  [6, {}, TOO_MANY],
  [20, { minPingIntervalMs: 0 }, {}],
] as const)('%i pings at once, with %j, are answered %j', async ([count, options, answer]) => {
  await using server = await startMockServer(options);
  expect(await pings(server.port, count)).toEqual(answer);
});

test('pings between answers are never too many', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal(), channel: {} });
  for (let at = 0; at < 20; at += 1) await app.call('getModelList');
  expect(server.openConnections).toBe(1);
});

test('pings while a large answer is on its way are never too many', async () => {
  await using server = await startMockServer();
  server.use(rpc.getObjectListImpl({ objects: [{ object: { value: new Uint8Array(5_000_000) } }] }));
  const session = connect(`http://127.0.0.1:${server.port}`);
  const goaways: number[] = [];
  session.on('goaway', (code) => goaways.push(code)).on('error', () => {});
  const stream = session.request({
    ':method': 'POST',
    ':path': '/dlubal.api.rfem.Application/get_object_list_impl',
    'content-type': 'application/grpc',
    authorization: `Bearer ${server.keys.project_1.reveal()}`,
  });
  let bytes = 0;
  let pinged = 0;
  let underWay = false;
  // As clients measure their bandwidth: a ping when data comes, one at a time.
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (underWay) return;
    underWay = session.ping(PING, () => {
      underWay = false;
    });
    pinged += 1;
  });
  stream.end(Buffer.alloc(5));
  await new Promise((resolve) => stream.on('close', resolve).on('error', () => {}));
  session.destroy();
  expect(bytes).toBeGreaterThan(5_000_000);
  expect(pinged).toBeGreaterThan(10);
  expect(goaways).toEqual([]);
});

test('a client whose keepalive is too eager loses its call, as with a real server', async () => {
  await using server = await startMockServer();
  server.use(rpc.calculateAll({}, { delay: 3_000 }));
  using app = clientFor(server.address, {
    key: server.keys.project_1.reveal(),
    channel: { 'grpc.keepalive_time_ms': 100, 'grpc.keepalive_timeout_ms': 1_000 },
  });
  await expect(app.call('calculateAll')).rejects.toMatchObject({ code: 8 });
});

test.for([
  [{}, TOO_MANY],
  [
    { code: 11, debugData: 'calm down' },
    { code: 11, data: 'calm down' },
  ],
  [{ code: 0 }, { code: 0, data: undefined }],
  [
    { code: 2, debugData: 'broken' },
    { code: 2, data: 'broken' },
  ],
] as const)('the fault goaway %j says %j', async ([settings, expected]) => {
  await using server = await startMockServer();
  server.use(rpc.getModelList(fault('goaway', settings)));
  const session = connect(`http://127.0.0.1:${server.port}`);
  session.on('error', () => {});
  const said = new Promise((go) =>
    session.on('goaway', (code, _last, data) => go({ code, data: data?.toString() })),
  );
  const stream = session.request({
    ':method': 'POST',
    ':path': '/dlubal.api.rfem.Application/get_model_list',
    'content-type': 'application/grpc',
    authorization: `Bearer ${server.keys.project_1.reveal()}`,
  });
  stream.on('error', () => {}).end(Buffer.alloc(5));
  expect(await said).toEqual(expected);
  session.destroy();
});
