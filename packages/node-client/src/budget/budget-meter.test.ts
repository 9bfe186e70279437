import { isDlubalError } from '@dlubal-kit/auth-core';
import { beforeEach, expect, test } from 'vitest';
import { VirtualStore } from '../../test/virtual-store.js';
import { BudgetMeter } from './budget-meter.js';
import type { BudgetRule } from './budget-options.js';

const RULE: BudgetRule = {
  pool: 'acme',
  perMonth: 3_000,
  warnAt: 0.8,
  onLimit: 'refuse',
  redis: undefined,
  onStoreDown: 'failOpen',
  force: false,
};

let now: number;
let store: VirtualStore;
let warnings: string[];
const used = (): number => store.usage(new Date(now)).used;

beforeEach(() => {
  now = Date.parse('2026-11-15T12:00:00Z');
  store = new VirtualStore();
  warnings = [];
});

function meter(more: Partial<BudgetRule> = {}): BudgetMeter {
  return new BudgetMeter(
    { ...RULE, ...more },
    store,
    () => now,
    (message) => warnings.push(message),
  );
}

/** Takes units one after the other; how many there were, and why there were no more. */
async function takeAll(
  from: BudgetMeter,
  most: number,
): Promise<{ taken: number; kind?: string | undefined }> {
  for (let taken = 0; taken < most; taken += 1) {
    try {
      await from.take();
    } catch (error) {
      return { taken, kind: isDlubalError(error) ? error.kind : String(error) };
    }
  }
  return { taken: most };
}

test('leases grow, so that a call rarely asks the store', async () => {
  expect(await takeAll(meter(), 200)).toEqual({ taken: 200 });
  // 1, 2, 4, 8, 16, 32, then 45, 44 …: a 64th of what is left.
  expect(store.asked).toHaveLength(10);
});

test('the limit is reached exactly, by two processes together, and what follows is refused before it is sent', async () => {
  const [a, b] = [meter({ perMonth: 150 }), meter({ perMonth: 150 })];
  const [one, two] = await Promise.all([takeAll(a, 500), takeAll(b, 500)]);
  expect(one.taken + two.taken).toBe(150);
  expect([one.kind, two.kind]).toEqual(['budget-exhausted', 'budget-exhausted']);
  await expect(a.take()).rejects.toMatchObject({
    pool: 'acme',
    failure: {
      billed: 'no',
      happened: 'The budget of pool "acme" is used up: 150 of 150 requests in 2026-11.',
    },
  });
});

test('a call that was not billed gives its unit back, and an end the rest of the lease', async () => {
  const one = meter({ perMonth: 3 });
  const lease = await one.take();
  await takeAll(one, 2);
  one.giveBack(lease);
  expect(await takeAll(one, 5)).toEqual({ taken: 1, kind: 'budget-exhausted' });
  const other = meter();
  await takeAll(other, 5);
  expect(used()).toBe(3 + 7);
  await other.end();
  expect(used()).toBe(3 + 5);
  other.giveBack(lease);
  await expect.poll(used).toBe(3 + 4);
});

test('many calls at once need one request to the store at a time', async () => {
  const one = meter();
  await Promise.all(Array.from({ length: 300 }, () => one.take()));
  expect(store.mostUnderWay).toBe(1);
  expect(store.asked.length).toBeLessThan(5);
  expect(used()).toBe(300);
});

test('a new month begins at zero while the process runs', async () => {
  const one = meter({ perMonth: 2 });
  expect(await takeAll(one, 5)).toEqual({ taken: 2, kind: 'budget-exhausted' });
  now = Date.parse('2026-12-01T00:00:00Z');
  expect(await takeAll(one, 5)).toEqual({ taken: 2, kind: 'budget-exhausted' });
});

test('what the server restricts is closed for all processes, until somebody reopens it', async () => {
  const [a, b] = [meter(), meter()];
  await Promise.all([takeAll(a, 10), takeAll(b, 10)]);
  await a.restricted(await a.take());
  await expect(a.take()).rejects.toMatchObject({ kind: 'budget-exhausted', reason: 'closed' });
  // b has units left. Its first call after a second looks, without waiting; then it knows.
  now += 1_000;
  await b.take();
  await expect.poll(() => store.asked.at(-1)).toBe('count');
  await expect(b.take()).rejects.toMatchObject({ reason: 'closed' });
  expect(await takeAll(meter({ force: true }), 5)).toEqual({ taken: 5 });
  await store.change(new Date(now), { kind: 'reopen' });
  expect(await takeAll(b, 5)).toEqual({ taken: 5 });
});

test('onLimit warn lets calls pass, counts them, and says so once', async () => {
  expect(await takeAll(meter({ onLimit: 'warn', perMonth: 10 }), 30)).toEqual({ taken: 30 });
  expect(used()).toBe(30);
  expect(warnings).toEqual([
    'Pool "acme" is past 80 % of its budget for 2026-11, which is 10 requests.',
    'Pool "acme" is past its budget for 2026-11, which is 10 requests. Calls go on, as onLimit says.',
  ]);
});

test('a closed pool is closed also where the limit only warns', async () => {
  await store.change(new Date(now), { kind: 'close' });
  expect(await takeAll(meter({ onLimit: 'warn' }), 5)).toEqual({ taken: 0, kind: 'budget-exhausted' });
  expect(used()).toBe(0);
});

test('failOpen counts alone while the store is down, by what it said last, and tells it afterwards', async () => {
  const one = meter({ perMonth: 100 });
  await takeAll(one, 40);
  store.down = true;
  expect(await takeAll(one, 100)).toEqual({ taken: 60, kind: 'budget-exhausted' });
  expect(warnings.filter((text) => text.includes('down'))).toEqual([
    'The test store is down. This process goes on and counts alone until it is back.',
  ]);
  expect(used()).toBe(40);
  store.down = false;
  now += 1_000;
  expect(await takeAll(one, 1)).toEqual({ taken: 0, kind: 'budget-exhausted' });
  expect(used()).toBe(100);
});

test('while the store is down it is asked once a second, not by every call', async () => {
  store.down = true;
  await takeAll(meter({ perMonth: 100 }), 100);
  expect(store.asked).toHaveLength(1);
});

test('failClosed refuses calls while the store is down, and goes on when it is back', async () => {
  const one = meter({ onStoreDown: 'failClosed' });
  store.down = true;
  await expect(one.take()).rejects.toMatchObject({
    kind: 'budget-unavailable',
    failure: { billed: 'no', retryable: true, happened: 'The test store is down.' },
  });
  store.down = false;
  now += 1_000;
  expect(await takeAll(one, 3)).toEqual({ taken: 3 });
});
