import { expect, test } from 'vitest';
import { countCall, inMonth, newMeter } from './count-call.js';
import { PLANS } from './plans.js';

const march = new Date('2026-03-31T23:59:59.999Z');
const april = new Date('2026-04-01T00:00:00.000Z');

test('the request that reaches the limit is the last one counted as within it', () => {
  const first = countCall(newMeter(2, march), march);
  const second = countCall(first.meter, march);
  const third = countCall(second.meter, march);
  expect([first.kind, second.kind, third.kind]).toEqual(['counted', 'counted', 'used-up']);
  expect(third.meter.used).toBe(3);
});

test('a new UTC month starts at zero', () => {
  const full = { month: '2026-03', used: 1_000, limit: 1_000 };
  expect(countCall(full, march).kind).toBe('used-up');
  expect(countCall(full, april)).toEqual({
    kind: 'counted',
    meter: { month: '2026-04', used: 1, limit: 1_000 },
  });
});

test('a limit of zero lets no request through', () => {
  expect(countCall(newMeter(0, march), march).kind).toBe('used-up');
});

test('counting leaves the meter that was given as it was', () => {
  const meter = newMeter(5, march);
  countCall(meter, march);
  expect(meter).toEqual({ month: '2026-03', used: 0, limit: 5 });
  expect(inMonth(meter, march)).toBe(meter);
});

test('a larger plan includes more requests', () => {
  const sizes = Object.values(PLANS).map((plan) => plan.requestsPerMonth);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  expect(PLANS.Free).toMatchObject({ requestsPerMonth: 1_000, overage: false });
});
