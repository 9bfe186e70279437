import { expect, test } from 'vitest';
import { projectMonth } from './project-month.js';

const at = (now: string, used: number, limit = 3_000) =>
  projectMonth({ used, limit, closed: false }, new Date(now));

test('a third of the month with a third of the limit lasts to its last moment', () => {
  expect(at('2026-11-11T00:00:00Z', 1_000)).toEqual({ requests: 3_000, usedUpAt: undefined });
});

test('twice that pace reaches the limit in the middle of the month', () => {
  expect(at('2026-11-11T00:00:00Z', 2_000)).toEqual({
    requests: 6_000,
    usedUpAt: new Date('2026-11-16T00:00:00Z'),
  });
});

test('a limit that is reached already has no day in the future', () => {
  expect(at('2026-11-21T00:00:00Z', 3_000)).toEqual({ requests: 4_500, usedUpAt: undefined });
});

test.each([
  ['nothing used', 0, 3_000, { requests: 0, usedUpAt: undefined }],
  ['no limit', 500, Infinity, { requests: 1_500, usedUpAt: undefined }],
] as const)('%s', (_, used, limit, projection) => {
  expect(at('2026-11-11T00:00:00Z', used, limit)).toEqual(projection);
});

test('the first day says nothing about the month', () => {
  expect(at('2026-11-01T23:59:59Z', 900)).toBeUndefined();
  expect(at('2026-11-02T00:00:00Z', 100)?.requests).toBe(3_000);
});
