import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIRST_LEASE, grantOf, LARGEST_LEASE, nextLeaseSize } from './lease.js';

test('leases double from 1 up to 64', () => {
  const sizes = [FIRST_LEASE];
  while (sizes.length < 9) sizes.push(nextLeaseSize(sizes.at(-1) ?? 0));
  expect(sizes).toEqual([1, 2, 4, 8, 16, 32, 64, 64, 64]);
});

test.each([
  { title: 'a fresh pool gives what is asked', left: 10_000, ask: { needed: 1, size: 64 }, granted: 64 },
  {
    title: 'a smaller pool gives a 64th of what is left',
    left: 3_000,
    ask: { needed: 1, size: 64 },
    granted: 46,
  },
  { title: 'near the limit units go one by one', left: 127, ask: { needed: 1, size: 64 }, granted: 1 },
  { title: 'calls that wait get their units at once', left: 100, ask: { needed: 16, size: 1 }, granted: 16 },
  { title: 'the last units are shared out, not more', left: 3, ask: { needed: 16, size: 64 }, granted: 3 },
  { title: 'a look takes nothing', left: 100, ask: { needed: 0, size: 0 }, granted: 0 },
  { title: 'an empty pool gives nothing', left: 0, ask: { needed: 1, size: 1 }, granted: 0 },
  { title: 'an overdrawn pool gives nothing', left: -5, ask: { needed: 1, size: 64 }, granted: 0 },
  {
    title: 'a pool without limit gives what is asked',
    left: Infinity,
    ask: { needed: 1, size: 64 },
    granted: 64,
  },
])('$title', ({ left, ask, granted }) => {
  expect(grantOf(left, ask)).toBe(granted);
});

test('what is kept beyond the waiting calls is never more than a 64th of what is left', () => {
  const whole = (max: number) => fc.integer({ min: 0, max });
  fc.assert(
    fc.property(whole(20_000), whole(300), whole(LARGEST_LEASE), (left, needed, size) => {
      const granted = grantOf(left, { needed, size });
      expect(granted).toBeLessThanOrEqual(left);
      expect(granted - needed).toBeLessThanOrEqual(left / LARGEST_LEASE);
      if (left >= needed) expect(granted).toBeGreaterThanOrEqual(needed);
    }),
  );
});
