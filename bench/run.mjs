/**
 * Measures everything, next to its peers and in one run: `npm run bench`, or `npm run bench -- parse-config` for one file.
 *
 * Each file of this folder exports `rows` (report/judge.d.mts has their shape) and runs in a process of its own. All of them together are
 * written to `results`; a part is only printed. Ratios are medians over turns, since both sides share what else the machine does.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AIMS } from './report/aims.mjs';
import { judge, titleOf, unmeasured } from './report/judge.mjs';
import { printedTable } from './report/table.mjs';
import { writeResults } from './report/write-results.mjs';

const wanted = process.argv.slice(2);
const files = readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.mjs') && name !== 'run.mjs')
  .map((name) => name.replace('.mjs', ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
const unknown = wanted.filter((name) => !files.includes(name));
if (unknown.length > 0) throw new Error(`bench has no ${unknown.join(', ')}.`);

async function measure(file) {
  const child = fork(fileURLToPath(new URL('report/rows-of.mjs', import.meta.url)), [file], {
    execArgv: ['--expose-gc'],
  });
  const [measured] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [])]);
  if (measured === undefined) throw new Error(`bench/${file}.mjs failed.`);
  return measured;
}

const missing = [];
const parts = [];
for (const file of files) {
  const { about, rows } = await measure(file);
  const part = judge(file, rows, AIMS[file]);
  console.log(`\n${printedTable(part)}`);
  parts.push({ file, about, rows: part });
  missing.push(...unmeasured(rows, AIMS[file]).map((title) => `${file}: ${title}`));
}

const judged = parts.flatMap(({ rows }) => rows);
const missed = judged.filter(({ met }) => met === false);
console.log(`\n${judged.filter(({ met }) => met).length} aims met, ${missed.length} missed.`);
for (const row of missed) console.log(`  missed: ${row.file}: ${titleOf(row)}`);
for (const title of missing) console.log(`  not measured: ${title}`);
if (wanted.length === 0) await writeResults(parts);
