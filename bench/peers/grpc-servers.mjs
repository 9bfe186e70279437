/** One of the two servers that `bench/mock-server.mjs` compares, as a process of its own: `mock` or `bare`. */
const ANSWER = Buffer.from(
  '0a045246454d10031801220a362e31302e303030312a0a362e31302e303030313a07456e676c6973684202656e',
  'hex',
);

async function startMock() {
  const from = performance.now();
  const { startMockServer } = await import('../../packages/mock-server/dist/index.js');
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
  await import('@grpc/grpc-js');
  const importMs = performance.now() - from;
  const { bytesServer } = await import('./bytes-service.mjs');
  const begun = performance.now();
  const { port } = await bytesServer(ANSWER);
  return { port, key: 'ak-0', importMs, startMs: performance.now() - begun };
}

process.send(await (process.argv[2] === 'mock' ? startMock() : startBare()));
process.on('message', () => {
  globalThis.gc?.();
  process.send(process.memoryUsage().heapUsed);
});
