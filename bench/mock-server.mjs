/**
 * The mock server and a bare grpc-js server whose only handler returns a constant: `npm run bench -- mock-server`.
 *
 * The mock checks the key, counts the call and writes its journal; the bare server does none of it. Each server is
 * a process of its own; one client, on Node's `http2`, calls both in turns.
 */
import { fork } from 'node:child_process';
import { connect } from 'node:http2';
import { fileURLToPath } from 'node:url';

export const about =
  'The mock server, which checks the key, counts the call and writes its journal, next to a bare grpc-js server that does none of it. Each server is a process of its own; one client calls both.';

const PATH = '/dlubal.api.rfem.Application/get_application_info';
const MOCK = '../packages/mock-server/dist/index.js';
const SIDES = ['mock', 'bare'];
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function spawnSide(side) {
  const child = fork(fileURLToPath(new URL('peers/grpc-servers.mjs', import.meta.url)), [side], {
    execArgv: ['--expose-gc'],
  });
  const facts = await new Promise((done) => child.once('message', done));
  return { ...facts, child, end: () => child.kill() };
}

async function callsPerSecond({ port, key }, inFlight, calls) {
  const session = connect(`http://127.0.0.1:${port}`);
  const headers = {
    ':method': 'POST',
    ':path': PATH,
    'content-type': 'application/grpc',
    te: 'trailers',
    authorization: `Bearer ${key}`,
    'api-client-info': 'Node | 0.0.0',
  };
  const empty = Buffer.alloc(5);
  const call = () =>
    new Promise((done, failed) => {
      const stream = session.request(headers);
      stream.on('error', failed).on('end', done).resume();
      stream.end(empty);
    });
  let left = calls;
  const worker = async () => {
    while (left-- > 0) await call();
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const took = performance.now() - from;
  session.destroy();
  return (calls / took) * 1_000;
}

async function beginnings() {
  const seen = { mock: [], bare: [] };
  for (let round = 0; round < 9; round += 1) {
    for (const side of SIDES) {
      const { end, ...facts } = await spawnSide(side);
      seen[side].push(facts);
      end();
    }
  }
  const compared = (name, against, what) => {
    const [mock, bare] = SIDES.map((side) => median(seen[side].map((facts) => facts[what])));
    const detail = `${mock.toFixed(1)} and ${bare.toFixed(1)} ms`;
    return { name, of: 'time', against, ours: mock / bare, detail };
  };
  return [compared('import', 'grpc-js', 'importMs'), compared('start', 'a bare grpc-js server', 'startMs')];
}

async function throughput() {
  const rows = [];
  const running = { mock: await spawnSide('mock'), bare: await spawnSide('bare') };
  for (const inFlight of [1, 16, 128]) {
    const seen = { mock: [], bare: [] };
    const calls = inFlight === 1 ? 1_500 : 4_000;
    for (let round = 0; round < 11; round += 1) {
      for (const side of SIDES) seen[side].push(await callsPerSecond(running[side], inFlight, calls));
    }
    const ratios = seen.mock.map((rate, round) => rate / seen.bare[round]).slice(2);
    const [mock, bare] = SIDES.map((side) => Math.round(median(seen[side].slice(2))));
    rows.push({
      name: `${inFlight} in flight`,
      of: 'speed',
      against: 'a bare grpc-js server',
      ours: median(ratios),
      detail: `${mock} and ${bare} calls per second`,
    });
  }
  for (const side of SIDES) running[side].end();
  return rows;
}

/** Heap after 100,000 recorded calls, compared with the heap after the first thousand. */
async function heap() {
  const side = await spawnSide('mock');
  const ask = () =>
    new Promise((done) => {
      side.child.once('message', done);
      side.child.send('heap');
    });
  await callsPerSecond(side, 64, 1_000);
  const before = await ask();
  await callsPerSecond(side, 64, 100_000);
  const after = await ask();
  side.end();
  const ours = (after - before) / 2 ** 20;
  return { name: '100,000 recorded calls', of: 'memory', ours, unit: 'MiB' };
}

async function stopping() {
  const { startMockServer } = await import(MOCK);
  const seen = [];
  for (let round = 0; round < 5; round += 1) {
    const server = await startMockServer();
    const sessions = Array.from({ length: 100 }, () =>
      connect(`http://127.0.0.1:${server.port}`).on('error', () => {}),
    );
    await Promise.all(sessions.map((session) => new Promise((done) => session.once('remoteSettings', done))));
    const from = performance.now();
    await server.stop();
    seen.push(performance.now() - from);
    for (const session of sessions) session.destroy();
  }
  return { name: 'stop with 100 open connections', of: 'time', ours: median(seen), unit: 'ms' };
}

/** What a test costs in addition to its call: a key, a session, a handler, and their removal. */
async function perTest() {
  const { startMockServer, rpc } = await import(MOCK);
  const server = await startMockServer();
  const seen = [];
  for (let round = 0; round < 11; round += 1) {
    const from = performance.now();
    for (let test = 0; test < 100; test += 1) {
      const session = server.session(server.mintKey());
      session.use(rpc.getModelList({ modelInfo: [] }));
      session.reset();
    }
    seen.push((performance.now() - from) / 100);
  }
  await server.stop();
  return { name: 'a key, a session, a handler and its reset', of: 'time', ours: median(seen), unit: 'ms' };
}

export const rows = [
  ...(await beginnings()),
  ...(await throughput()),
  await heap(),
  await stopping(),
  await perTest(),
];
