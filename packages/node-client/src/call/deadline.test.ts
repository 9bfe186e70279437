import { rpcList } from '@dlubal-kit/protos';
import { expect, it } from 'vitest';
import { checkDeadline } from './deadline.js';
import { DEFAULT_DEADLINE_MS, defaultDeadlineMs, WORK_DEADLINE_MS } from './default-deadline.js';

it('a look-up has a minute, work on the model an hour', () => {
  expect(defaultDeadlineMs('get_application_info')).toBe(DEFAULT_DEADLINE_MS);
  expect(defaultDeadlineMs('calculate_all')).toBe(WORK_DEADLINE_MS);
});

it('the row of a method decides', () => {
  const long = rpcList.filter((row) => defaultDeadlineMs(row.name) === WORK_DEADLINE_MS);
  expect(long).toEqual(rpcList.filter((row) => row.duration === 'long'));
  expect(long.map((row) => row.name)).toContain('open_model');
});

it.for([1, 0.5, 2_147_483_648, Number.POSITIVE_INFINITY])('%d ms can be used', (ms) => {
  expect(checkDeadline(ms)).toBe(ms);
});

it.for([0, -1, Number.NaN, '100', null])('%j is refused', (ms) => {
  expect(() => checkDeadline(ms as never)).toThrow(/^\[client-misuse\] deadlineMs must be .* above 0, got/);
});
