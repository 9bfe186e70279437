import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { pageOf } from './page.mjs';
import { plotOf } from './plot.mjs';

const folder = fileURLToPath(new URL('../results/', import.meta.url));

/** All figures as data, as a page, and one plot per part that has ratios. */
export function writeResults(parts) {
  const where = { node: process.version, platform: process.platform, processors: cpus().length };
  const results = { measured: new Date().toISOString(), ...where, parts };
  mkdirSync(folder, { recursive: true });
  const write = (name, text) => writeFileSync(`${folder}${name}`, `${text}\n`);
  write('latest.json', JSON.stringify(results, null, 2));
  write('index.md', pageOf(results));
  for (const { file, rows } of parts) {
    const plot = plotOf(rows);
    if (plot !== undefined) write(`${file}.svg`, plot);
  }
}
