// What parsers of files that arrive from elsewhere take for a file and for one of twice the size: `npm run bench -- growth`.
// Twice the size should take about twice as long. Seconds are those of the processor.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../packages/auth-core/dist/index.js';
import { loadProto } from '../packages/mock-server/dist/index.js';
import { parseScenario } from '../packages/mock-server/dist/scenario.js';

export const about =
  'What parsers of files that arrive from elsewhere take for a file, next to one of half its size: about 2 is linear. By processor time.';

const lines = (line, size) => {
  let text = '';
  for (let at = 0; text.length < size; at += 1) text += line(at);
  return text;
};
const steps = [0, 1, 2, 3, 4, 5]
  .map((at) => `s${at} = ${at === 0 ? 'x' : `%(s${at - 1})s`.repeat(10)}\n`)
  .join('');
const folder = mkdtempSync(join(tmpdir(), 'dlubal-bench-growth-'));
const proto = async (text) => {
  const file = join(folder, 'a.proto');
  writeFileSync(file, text);
  await loadProto(file).catch(() => undefined);
};

const TEXTS = [
  [
    'scenario, keys',
    parseScenario,
    500_000,
    (size) => `version: 1\nkeys:\n${lines((at) => `  k${at}: {}\n`, size)}`,
  ],
  [
    'scenario, unknown fields',
    parseScenario,
    500_000,
    (size) => `version: 1\n${lines((at) => `f${at}: 1\n`, size)}`,
  ],
  [
    'scenario, tags',
    parseScenario,
    500_000,
    (size) => `version: 1\nkeys:\n${lines((at) => `  k${at}: !x {}\n`, size)}`,
  ],
  [
    'config.ini, values of values',
    parseConfig,
    500_000,
    (size) => `[api_keys]\n${steps}${lines((at) => `k${at} = %(s5)s\n`, size)}`,
  ],
  [
    'config.ini, open headers',
    parseConfig,
    2_000_000,
    (size) => `[api_keys]\n${lines((at) => `[k${at} = v\n`, size)}`,
  ],
  ['.proto, open text', proto, 40_000, (size) => `"${'\\"'.repeat(size / 2)}`],
];

const ROUNDS = 5;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
async function seconds(work, text) {
  const before = process.cpuUsage();
  await work(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

export const rows = [];
for (const [name, work, size, make] of TEXTS) {
  const texts = [make(size), make(2 * size)];
  for (const text of texts) await work(text);
  const taken = [[], []];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const at of [0, 1]) taken[at].push(await seconds(work, texts[at]));
  const [once, twice] = taken.map(median);
  const detail = `${(2 * size) / 1000} KB in ${twice.toFixed(2)} s`;
  rows.push({ name, of: 'processor time', against: 'half of it', ours: twice / once, detail });
}
rmSync(folder, { recursive: true });
