import { expect, test } from 'vitest';
import { monthOf, monthsLater, startOfMonth, startOfNextMonth } from './month.js';

const lastOfMarch = new Date('2026-03-31T23:59:59.999Z');

test('a month ends with its last millisecond, UTC', () => {
  expect(monthOf(lastOfMarch)).toBe('2026-03');
  expect(monthOf(new Date(lastOfMarch.getTime() + 1))).toBe('2026-04');
  expect(startOfNextMonth(lastOfMarch)).toEqual(new Date('2026-04-01T00:00:00Z'));
  expect(startOfMonth(lastOfMarch)).toEqual(new Date('2026-03-01T00:00:00Z'));
});

test('months are counted over the turn of the year, both ways', () => {
  expect(startOfNextMonth(new Date('2026-12-05T10:00:00Z'))).toEqual(new Date('2027-01-01T00:00:00Z'));
  expect(monthsLater(new Date('2026-01-31T00:00:00Z'), -1)).toEqual(new Date('2025-12-01T00:00:00Z'));
});
