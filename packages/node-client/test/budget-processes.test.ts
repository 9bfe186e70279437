import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { startMockServer } from '@dlubal-kit/mock-server';
import { expect, onTestFinished, test } from 'vitest';
import { expectNoKey } from '../../../testing/canary.js';
import { redisServer, startRedis } from '../../../testing/redis-server.js';
import type { BudgetOptions } from '../src/index.js';
import type { WorkerTask } from './budget-worker.js';
import { bundledScript } from './bundled-script.js';
import { tempFolder } from './temp-folder.js';

const testRedis = test.skipIf(!redisServer.found);
const titled = (title: string): string => (redisServer.found ? title : `${title} (${redisServer.because})`);
const IN_FLIGHT = 4;
/** What a killed process loses of `left` units at most: what it keeps beyond its calls, and the calls under way. */
const lostBy = (left: number): number => Math.floor(left / 64) + IN_FLIGHT;

/** A server that counts, and workers in processes of their own that share a folder and a key. */
async function scene() {
  const script = await bundledScript('budget-worker.ts');
  const server = await startMockServer();
  onTestFinished(() => server.stop());
  const key = server.keys.project_1.reveal();
  const folder = tempFolder();
  const env = {
    ...process.env,
    DLUBAL_API_KEY: key,
    DLUBAL_API_CONFIG: join(folder, 'config.ini'),
    HOME: folder,
  };
  const start = (budget: BudgetOptions, more: Partial<WorkerTask> = {}) => {
    const options = { port: server.port, budget, rememberLastUsed: false };
    const task: WorkerTask = { options, inFlight: IN_FLIGHT, ...more };
    const child = spawn(process.execPath, [script, JSON.stringify(task)], { env, cwd: folder });
    onTestFinished(() => void child.kill('SIGKILL'));
    return { child, ended: ended(child, key) };
  };
  const received = async (least: number): Promise<void> => {
    await expect.poll(() => server.spent, { timeout: 20_000, interval: 5 }).toBeGreaterThanOrEqual(least);
  };
  return { server, start, received };
}

/** How a worker ended; whatever it wrote shows no key. */
function ended(child: ChildProcess, key: string): Promise<{ calls: number; err: string }> {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (bytes) => (out += bytes));
  child.stderr?.on('data', (bytes) => (err += bytes));
  return new Promise((done) => {
    child.once('close', (code) => {
      expectNoKey(key, out, err);
      done({ calls: code === 0 ? JSON.parse(out).calls : -1, err });
    });
  });
}

const total = (ends: readonly { calls: number }[]): number => ends.reduce((sum, { calls }) => sum + calls, 0);

test('three processes that close get exactly the limit through to the server, and another pool its own', async () => {
  const { server, start } = await scene();
  const acme = { pool: 'acme', perMonth: 300 };
  const ends = await Promise.all([
    ...[1, 2, 3].map(() => start(acme).ended),
    start({ pool: 'other', perMonth: 40 }).ended,
  ]);
  expect(total(ends.slice(0, 3))).toBe(300);
  expect(ends[3]?.calls).toBe(40);
  expect(server.spent).toBe(340);
});

test('one that is killed in the middle of a lease costs no more than a 64th of what was left', async () => {
  const { server, start, received } = await scene();
  const acme = { pool: 'acme', perMonth: 1_500 };
  const workers = [1, 2, 3].map(() => start(acme));
  await received(400);
  workers[0]?.child.kill('SIGKILL');
  await Promise.all(workers.map((worker) => worker.ended));
  expect(server.spent).toBeLessThanOrEqual(1_500);
  expect(server.spent).toBeGreaterThanOrEqual(1_500 - lostBy(1_100));
});

testRedis(titled('the same in Redis, which loses everything while they work'), async () => {
  const { server, start, received } = await scene();
  await using redis = await startRedis();
  const acme = { pool: 'acme', perMonth: 1_500, redis: redis.url, onStoreDown: 'failClosed' } as const;
  const workers = [1, 2, 3].map(() => start(acme));
  await received(400);
  workers[0]?.child.kill('SIGKILL');
  await redis.kill();
  await redis.start();
  const ends = await Promise.all(workers.map((worker) => worker.ended));
  expect(server.spent).toBeLessThanOrEqual(1_500);
  // Each process may lose the lease that Redis granted and could not answer.
  expect(server.spent).toBeGreaterThanOrEqual(1_500 - 3 * lostBy(1_100));
  expect(ends.map(({ err }) => err).join()).not.toContain(redis.password);
});

testRedis(
  titled('a month turns at the moment in which Redis restarts: each month has its limit'),
  async () => {
    const { server, start, received } = await scene();
    await using redis = await startRedis();
    const acme = { pool: 'acme', perMonth: 60, redis: redis.url, onStoreDown: 'failClosed' } as const;
    const turn = Date.parse('2026-12-01T00:00:00Z');
    const workers = [1, 2].map(() => start(acme, { turn }));
    await received(60);
    await redis.kill();
    for (const { child } of workers) child.stdin?.write('turn\n');
    await redis.start();
    await Promise.all(workers.map((worker) => worker.ended));
    expect(server.spent).toBe(120);
  },
);
