import { expect, test } from 'vitest';
import { BudgetMeter } from '../src/budget/budget-meter.js';
import { VirtualStore } from './virtual-store.js';

const CLIENTS = 10_000;
const LIMIT = 120_000;
/** Virtual milliseconds between two calls of a client. */
const EVERY_MS = 100;

const rule = {
  pool: 'fleet',
  perMonth: LIMIT,
  warnAt: 1,
  onLimit: 'refuse',
  redis: undefined,
  onStoreDown: 'failClosed',
  force: false,
} as const;

/** A fleet that shares a pool, on a clock of its own, until every client was refused. */
async function runFleet() {
  let now = Date.parse('2026-11-15T12:00:00Z');
  const start = now;
  const store = new VirtualStore();
  const fleet = Array.from({ length: CLIENTS }, () => ({
    meter: new BudgetMeter(
      rule,
      store,
      () => now,
      () => {},
    ),
    calls: 0,
    refused: false,
  }));
  for (; fleet.some(({ refused }) => !refused); now += EVERY_MS) {
    const busy = fleet.filter(({ refused }) => !refused);
    const call = async (client: (typeof fleet)[number]): Promise<void> => {
      try {
        await client.meter.take();
        client.calls += 1;
      } catch {
        client.refused = true;
      }
    };
    await Promise.all(busy.map(call));
  }
  const calls = fleet.map((client) => client.calls).sort((a, b) => a - b);
  return { calls, requests: store.asked.length, seconds: (now - start) / 1_000 };
}

test('10,000 clients make exactly as many calls as the limit, ask seldom, and none gets far more than another', async () => {
  const { calls, requests, seconds } = await runFleet();
  const total = calls.reduce((sum, one) => sum + one, 0);
  const [least = 0, most = 0] = [calls[0], calls.at(-1)];
  console.log(
    `${total} calls, ${requests} requests to the store (${(requests / total).toFixed(3)} per call), ` +
      `${Math.round(requests / seconds)} per second, from ${least} to ${most} calls per client`,
  );
  expect(total).toBe(LIMIT);
  expect(requests / total).toBeLessThan(0.5);
  // One lease at most lies between two clients that call equally often.
  expect(most - least).toBeLessThanOrEqual(64);
});
