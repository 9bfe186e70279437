import { expect, test } from 'vitest';
import { poolState } from './pool-usage.js';

const used = (count: number, limit = 3_000) => ({ used: count, limit, closed: false });

test.each([
  { usage: used(2_399), state: 'open' },
  { usage: used(2_400), state: 'near' },
  { usage: used(2_999), state: 'near' },
  { usage: used(3_000), state: 'used-up' },
  { usage: used(3_001), state: 'used-up' },
  { usage: used(0, 0), state: 'used-up' },
  { usage: used(1_000_000, Infinity), state: 'open' },
  { usage: { ...used(0), closed: true }, state: 'closed' },
])('$usage.used of $usage.limit is $state', ({ usage, state }) => {
  expect(poolState(usage, 0.8)).toBe(state);
});
