import { expect, test } from 'vitest';
import { render } from '../../terminal/paint.js';
import { poolJson, poolReport } from './pool-report.js';
import { poolsView } from './pool-view.js';

const eleventh = new Date('2026-11-11T00:00:00Z');
const usage = (used: number, limit = 3_000) => ({ used, limit, closed: false });

test.each([
  [usage(500), '████░░', '500 of 3,000 (16 %)', 'about 1,500 by 1 December'],
  [usage(2_000), '████████████████░░░░░░░░', '2,000 of 3,000 (66 %)', 'used up on 16 November'],
  [usage(3_000), '████████████████████████', '3,000 of 3,000 (100 %)', 'used up until 1 December'],
  [{ ...usage(12), closed: true }, '░', '12 of 3,000 (0 %)', 'closed by the server until 1 December'],
  [usage(12, Infinity), '', '12, no limit known', 'about 36 by 1 December'],
  [usage(0, 0), '█', '0 of 0', 'used up until 1 December'],
])('%j is shown as %s', (given, bar, used, outlook) => {
  const line = render(poolsView([poolReport('acme', given, undefined, eleventh)]), false);
  for (const part of [bar, used, outlook]) expect(line).toContain(part);
});

test('the first day of a month says nothing about the rest', () => {
  const report = poolReport('acme', usage(500), undefined, new Date('2026-11-01T10:00:00Z'));
  expect(poolsView([report])).toContain('too early in the month to say');
  expect(poolJson(report)).toMatchObject({ projection: null });
});

test('dashboards get null where nothing is known, and dates as ISO', () => {
  const report = poolReport('acme', usage(12, Infinity), undefined, eleventh);
  expect(JSON.parse(JSON.stringify(poolJson(report)))).toEqual({
    pool: 'acme',
    used: 12,
    limit: null,
    left: null,
    part: null,
    state: 'open',
    closed: false,
    projection: { requests: 36, usedUpAt: null },
    resets: '2026-12-01T00:00:00.000Z',
  });
});

test('the limit of .dlubalrc is used where programs set none', () => {
  expect(poolReport('acme', usage(12, Infinity), 100, eleventh).limit).toBe(100);
});
