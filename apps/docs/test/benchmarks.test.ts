import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { AIMS } from '../../../bench/report/aims.mjs';
import { titleOf } from '../../../bench/report/judge.mjs';
import { pageOf, type Results } from '../../../bench/report/page.mjs';

// Written with `npm run bench`.
const at = (path: string): string => fileURLToPath(new URL(`../../../bench/${path}`, import.meta.url));
const textOf = (path: string): string => readFileSync(at(path), 'utf8');
const results: Results = JSON.parse(textOf('results/latest.json'));

test('the page of benchmarks says what was measured, and no more', () => {
  expect(textOf('results/index.md')).toBe(`${pageOf(results)}\n`);
});

test('the page has every bench there is, and each ratio a plot', () => {
  const benches = readdirSync(at('.')).filter((name) => name.endsWith('.mjs') && name !== 'run.mjs');
  expect(results.parts.map(({ file }) => `${file}.mjs`)).toEqual(benches);
  const plots = results.parts.filter(({ rows }) => rows.some(({ against }) => against !== undefined));
  expect(plots.filter(({ file }) => !existsSync(at(`results/${file}.svg`)))).toEqual([]);
});

test('every aim was measured, and judged by the figure that is aimed at now', () => {
  const measured = results.parts.flatMap(({ file, rows }) =>
    rows.filter(({ aim }) => aim !== undefined).map((row) => [file, titleOf(row), row.aim]),
  );
  const aims = Object.entries(AIMS).flatMap(([file, rows]) =>
    Object.entries(rows).map(([title, aim]) => [file, title, aim]),
  );
  expect(measured.toSorted()).toEqual(aims.toSorted());
});
