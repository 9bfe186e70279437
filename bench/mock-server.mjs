/**
 * The mock server and a bare grpc-js server whose only handler returns a constant: `node bench/mock-server.mjs`.
 *
 * The mock checks the key, counts the call and writes its journal; the bare server does none of it. Each server is
 * a process of its own; one client, on Node's `http2`, calls both in turns. A throughput ratio above 1 means that the mock is
 * faster, as does a ratio of times below 1.
 */
import { fork } from 'node:child_process';
import { connect } from 'node:http2';

const PATH = '/dlubal.api.rfem.Application/get_application_info';
const ANSWER = Buffer.from(
  '0a045246454d10031801220a362e31302e303030312a0a362e31302e303030313a07456e676c6973684202656e',
  'hex',
);
const MOCK = '../packages/mock-server/dist/index.js';
const SIDES = ['mock', 'bare'];
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function startMock() {
  const from = performance.now();
  const { startMockServer } = await import(MOCK);
  const imported = performance.now();
  const server = await startMockServer({ ref: true });
  const started = performance.now();
  return {
    port: server.port,
    key: server.keys.project_1.reveal(),
    importMs: imported - from,
    startMs: started - imported,
  };
}

async function startBare() {
  const from = performance.now();
  const { Server, ServerCredentials } = await import('@grpc/grpc-js');
  const imported = performance.now();
  const same = (bytes) => bytes;
  const method = {
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
  };
  const server = new Server();
  server.addService(
    { info: { ...method, path: PATH, responseSerialize: same, responseDeserialize: same } },
    { info: (_call, answer) => answer(null, ANSWER) },
  );
  const port = await new Promise((done) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (_error, bound) => done(bound));
  });
  return { port, key: 'ak-0', importMs: imported - from, startMs: performance.now() - imported };
}

async function spawnSide(side) {
  const child = fork(new URL(import.meta.url).pathname, [side], { execArgv: ['--expose-gc'] });
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
  for (const what of ['importMs', 'startMs']) {
    const [mock, bare] = SIDES.map((side) => median(seen[side].map((facts) => facts[what])));
    console.log(
      `${what.padEnd(12)} mock ${mock.toFixed(1)}  bare ${bare.toFixed(1)}  ratio ${(mock / bare).toFixed(2)}`,
    );
  }
}

async function throughput() {
  const running = { mock: await spawnSide('mock'), bare: await spawnSide('bare') };
  for (const inFlight of [1, 16, 128]) {
    const seen = { mock: [], bare: [] };
    const calls = inFlight === 1 ? 1_500 : 4_000;
    for (let round = 0; round < 11; round += 1) {
      for (const side of SIDES) seen[side].push(await callsPerSecond(running[side], inFlight, calls));
    }
    const ratios = seen.mock.map((rate, round) => rate / seen.bare[round]).slice(2);
    const [mock, bare] = SIDES.map((side) => Math.round(median(seen[side].slice(2))));
    console.log(
      `${String(inFlight).padStart(3)} in flight  mock ${mock}/s  bare ${bare}/s  ratio ${median(ratios).toFixed(2)}`,
    );
  }
  for (const side of SIDES) running[side].end();
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
  console.log(
    `heap         ${((after - before) / 2 ** 20).toFixed(1)} MiB more after 100,000 recorded calls`,
  );
  side.end();
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
  console.log(`stop         ${median(seen).toFixed(1)} ms with 100 open connections`);
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
  console.log(`per test     ${median(seen).toFixed(3)} ms for a key, a session, a handler and its reset`);
}

if (process.argv[2] === undefined) {
  await beginnings();
  await throughput();
  await heap();
  await stopping();
  await perTest();
  process.exit();
} else {
  const facts = await (process.argv[2] === 'mock' ? startMock() : startBare());
  process.send(facts);
  process.on('message', () => {
    globalThis.gc?.();
    process.send(process.memoryUsage().heapUsed);
  });
}
