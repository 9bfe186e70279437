import { randomUUID } from 'node:crypto';
import { grantOf } from '@dlubal-kit/auth-core';
import { type RedisServer, redisServer, startRedis } from '@dlubal-kit/testing/redis-server';
import fc from 'fast-check';
import * as redis from 'redis';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../../../test/temp-folder.js';
import { LedgerStore } from '../ledger/ledger-store.js';
import { RedisLink } from './redis-link.js';
import { RedisStore } from './redis-store.js';

const november = new Date('2026-11-15T12:00:00Z');
const limit = 3_000;
const test$ = test.skipIf(!redisServer.found);
const titled = (title: string): string => (redisServer.found ? title : `${title} (${redisServer.because})`);

let server: RedisServer;
beforeAll(async () => {
  if (redisServer.found) server = await startRedis();
});
afterAll(() => server?.[Symbol.asyncDispose]());

const newPool = (): string => `pool-${randomUUID()}`;

/** A store as a process on a machine of its own has it, unless it shares a folder. */
function store(pool: string, folder: string = tempFolder(), url: string = server.url): RedisStore {
  const made = new RedisStore(new RedisLink(redis, url), pool, new LedgerStore(folder, pool));
  onTestFinished(() => made.end());
  return made;
}

const lease = (size: number, needed = 1) => ({ kind: 'lease', needed, size, limit }) as const;

test$(titled('machines share a count, a closure and what is given back'), async () => {
  const pool = newPool();
  const [a, b] = [store(pool), store(pool)];
  expect((await a.change(november, lease(64))).granted).toBe(46);
  expect(await b.change(november, lease(64))).toEqual({
    granted: 46,
    usage: { used: 92, limit, closed: false },
  });
  await a.change(november, { kind: 'count', units: -40, limit });
  expect((await b.change(november, { kind: 'look' })).usage.used).toBe(52);
  await a.change(november, { kind: 'close' });
  expect(await b.change(november, lease(1))).toMatchObject({ granted: 0, usage: { closed: true } });
  await b.change(november, { kind: 'reopen' });
  expect((await a.change(november, lease(1))).granted).toBe(1);
  expect((await store(newPool()).change(november, { kind: 'look' })).usage.used).toBe(0);
  expect((await a.change(new Date('2026-12-01T00:00:00Z'), lease(1))).usage.used).toBe(1);
});

test$(titled('the script grants what the core would'), async () => {
  const one = store(newPool());
  const whole = (max: number) => fc.integer({ min: 0, max });
  await fc.assert(
    fc.asyncProperty(whole(5_000), whole(100), whole(64), async (used, needed, size) => {
      await one.change(november, { kind: 'set-used', used });
      const { granted, usage } = await one.change(november, lease(size, needed));
      expect(granted).toBe(grantOf(limit - used, { needed, size }));
      expect(usage.used).toBe(used + granted);
    }),
    { numRuns: 60 },
  );
});

test$(titled('after Redis lost everything, each machine adds what it knew'), async () => {
  const pool = newPool();
  const folder = tempFolder();
  const [early, late] = [store(pool), store(pool, folder)];
  await early.change(november, { kind: 'count', units: 500, limit });
  await late.change(november, { kind: 'count', units: 20, limit });
  await server.kill();
  await expect(early.change(november, lease(1))).rejects.toThrow('cannot be used');
  await server.start();
  // The first that asks knows of 500; what it takes then comes on top of the 520 of the other.
  expect((await early.change(november, { kind: 'count', units: 10, limit })).usage.used).toBe(510);
  late.end();
  const heir = store(pool, folder);
  expect((await heir.change(november, { kind: 'look' })).usage.used).toBe(530);
  expect((await early.change(november, { kind: 'look' })).usage.used).toBe(530);
});

test$(titled('a full pool stays full through a restart for those who knew less'), async () => {
  const pool = newPool();
  const [early, late] = [store(pool), store(pool)];
  await early.change(november, { kind: 'count', units: 2_990, limit });
  await late.change(november, { kind: 'count', units: 10, limit });
  await late.change(november, { kind: 'close' });
  await server.kill();
  await server.start();
  for (const one of [late, early]) {
    expect(await one.change(november, lease(1))).toEqual({
      granted: 0,
      usage: { used: 3_000, limit, closed: true },
    });
  }
});

test$(titled('keys end in the month after the next turn, and a flushed script is sent again'), async () => {
  const pool = newPool();
  const one = store(pool);
  await one.change(november, lease(1));
  const client = redis.createClient({ url: server.url, RESP: 2 });
  await client.connect();
  onTestFinished(() => client.destroy());
  await client.sendCommand(['SCRIPT', 'FLUSH']);
  expect((await one.change(november, lease(1))).usage.used).toBe(2);
  const keys = (await client.sendCommand(['KEYS', '*'])) as unknown as string[];
  expect(keys.filter((key) => key.includes('pool'))).toEqual([]);
  const ends = await Promise.all(keys.map((key) => client.sendCommand(['EXPIRETIME', key])));
  expect(ends).toContain(Date.UTC(2027, 0, 1) / 1000);
  expect(ends).not.toContain(-1);
});

test$(titled('what goes wrong is said without user, password or key'), async () => {
  const wrong = store(newPool(), undefined, server.url.replace(server.password, 'hunter2-hunter2'));
  const { host } = new URL(server.url);
  await expect(wrong.change(november, lease(1))).rejects.toThrow(
    `Redis at ${host} cannot be used: WRONGPASS.`,
  );
  const away = store(newPool(), undefined, 'redis://ada:hunter2-hunter2@127.0.0.1:1/0');
  await expect(away.change(november, lease(1))).rejects.toThrow(
    'Redis at 127.0.0.1:1 cannot be used: ECONNREFUSED.',
  );
});
