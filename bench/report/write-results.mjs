import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { plotOf } from './plot.mjs';
import { markdownTable } from './table.mjs';

const folder = fileURLToPath(new URL('../results/', import.meta.url));

/** All figures as data, as tables, and one plot per file. */
export function writeResults(rows) {
  const files = [...new Set(rows.map(({ file }) => file))];
  const rowsOf = (name) => rows.filter(({ file }) => file === name);
  const where = { node: process.version, platform: process.platform, processors: cpus().length };
  mkdirSync(folder, { recursive: true });
  const write = (name, text) => writeFileSync(`${folder}${name}`, `${text}\n`);
  write('latest.json', JSON.stringify({ measured: new Date().toISOString(), ...where, rows }, null, 2));
  write('table.md', files.map((file) => `## ${file}\n\n${markdownTable(rowsOf(file))}\n`).join('\n'));
  for (const file of files) {
    const plot = plotOf(rowsOf(file));
    if (plot !== undefined) write(`${file}.svg`, plot);
  }
}
