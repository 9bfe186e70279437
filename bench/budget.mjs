/**
 * What a budget adds to a call at 16 in flight: `npm run bench -- budget`.
 *
 * All sides call the same server in this process, in turns of some hundred calls. A ratio of 0.95 to the side without a budget
 * is an overhead of 5 %. "at the limit" is the worst case: no unit is kept, so each is taken when its call is made.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '../packages/node-client/dist/index.js';
import { BYTES_SERVICE, bytesServer } from './peers/bytes-service.mjs';

export const about =
  'What [a budget](../../apps/docs/money/budget.md) adds to a call at 16 in flight. 0.95 is an overhead of 5 %. "At the limit" is the worst case: no unit is kept, so each is taken when its call is made.';

const ROUNDS = 41;
const CALLS = 1_280;
const IN_FLIGHT = 16;
const REDIS = '/usr/bin/redis-server';
/** More calls than the benchmark makes, so that leases grow to their largest. */
const PLENTY = 100_000_000;

const question = Buffer.alloc(0);
const answer = Buffer.from('0a045246454d10031a00220a362e31302e30303032', 'hex');

const { server, port } = await bytesServer(answer);

const folder = mkdtempSync(join(tmpdir(), 'dlubal-kit-bench-'));
const redis = await startRedis();

const SIDES = {
  'no budget': false,
  'in a file': { pool: 'file', perMonth: PLENTY },
  'in a file, at the limit': { pool: 'file-full', perMonth: 0, force: true },
  ...(redis === undefined
    ? {}
    : {
        'in Redis': { pool: 'redis', perMonth: PLENTY, redis: redis.url },
        'in Redis, at the limit': { pool: 'redis-full', perMonth: 0, force: true, redis: redis.url },
      }),
};
const clients = {};
for (const [name, budget] of Object.entries(SIDES)) {
  const options = {
    apiKeyValue: `ak-${'0'.repeat(48)}`,
    port,
    config: join(folder, 'config.ini'),
    env: {},
    home: folder,
  };
  clients[name] = await createClient(BYTES_SERVICE, { ...options, budget, cwd: folder, onWarning: () => {} });
}

/** Time and processor time of one call, in microseconds. */
async function measure(client) {
  let left = CALLS;
  const worker = async () => {
    while (left-- > 0) await client.getApplicationInfo(question);
  };
  const start = process.hrtime.bigint();
  const used = process.cpuUsage();
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  const { user, system } = process.cpuUsage(used);
  return { time: Number(process.hrtime.bigint() - start) / 1_000 / CALLS, cpu: (user + system) / CALLS };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const names = Object.keys(clients);
for (const client of Object.values(clients)) await measure(client);
const runs = Object.fromEntries(names.map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const turn of names.keys()) {
    const name = names[(turn + round) % names.length];
    runs[name].push(await measure(clients[name]));
  }
}
export const rows = names.slice(1).map((name) => {
  const ratio = (what) =>
    median(runs['no budget'].map((bare, round) => bare[what] / runs[name][round][what]));
  const time = median(runs[name].map((run) => run.time)).toFixed(1);
  const detail = `${time} µs a call, by processor time ${ratio('cpu').toFixed(3)} ×`;
  return { name, of: 'speed', against: 'no budget', ours: ratio('time'), detail };
});

for (const client of Object.values(clients)) await client.close();
server.forceShutdown();
redis?.stop();
rmSync(folder, { recursive: true, force: true });

/** Debian's redis-server on a free port; undefined where it is not installed. */
async function startRedis() {
  if (!existsSync(REDIS)) {
    console.log(`${REDIS} is not installed: Redis is left out`);
    return undefined;
  }
  const free = await new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
  const child = spawn(REDIS, ['--port', String(free), '--save', '', '--dir', folder], { stdio: 'ignore' });
  await sleep(500);
  return { url: `redis://127.0.0.1:${free}`, stop: () => child.kill() };
}
