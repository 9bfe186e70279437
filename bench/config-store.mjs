import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadKey } from '@dlubal-kit/node-client/config';

export const about = '`loadKey` next to the one system call that it cannot do without.';

// loadKey against the bare system call that it cannot do without, in turns in one run: medians of rounds.
const ROUNDS = 15;
const CALLS = 3000;

const folder = mkdtempSync(join(tmpdir(), 'dlubal-bench-'));
const config = join(folder, 'config.ini');
const key = (digit) => `ak-${digit.repeat(48)}`;
writeFileSync(
  config,
  `[api_keys]\nproject_1 = ${key('1')}\nproject_2 = ${key('2')}\ndefault = ${key('1')}\n`,
);
const places = { config, env: {}, cwd: folder, home: folder, rememberLastUsed: false };

async function microseconds(work) {
  const start = performance.now();
  for (let n = 0; n < CALLS; n += 1) await work();
  return ((performance.now() - start) * 1000) / CALLS;
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

export const rows = [];
async function compare(name, against, bare, ours) {
  const ratios = [];
  const [bareTimes, ourTimes] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [b, o] = [await microseconds(bare), await microseconds(ours)];
    bareTimes.push(b);
    ourTimes.push(o);
    ratios.push(o / b);
  }
  const detail = `${median(ourTimes).toFixed(1)} and ${median(bareTimes).toFixed(1)} µs`;
  rows.push({ name, of: 'time', against, ours: median(ratios), detail });
}

await sleep(200);
await compare(
  'loadKey warm, default',
  'statSync',
  () => statSync(config),
  () => loadKey(places),
);
await compare(
  'loadKey warm, by name',
  'statSync',
  () => statSync(config),
  () => loadKey({ ...places, apiKeyName: 'project_2' }),
);
// More files than are kept warm, each read in turn by both sides: every load is the first of its file.
const copies = Array.from({ length: 200 }, (_, n) => {
  const path = join(folder, `copy-${n}.ini`);
  writeFileSync(path, readFileSync(config));
  return path;
});
await sleep(200);
let [bareTurn, ourTurn] = [0, 0];
const nextBare = () => copies[bareTurn++ % copies.length] ?? config;
const nextOurs = () => copies[ourTurn++ % copies.length] ?? config;
await compare(
  'loadKey cold, default',
  'readFileSync',
  () => readFileSync(nextBare()),
  () => loadKey({ ...places, config: nextOurs() }),
);
await compare(
  'loadKey cold, by name',
  'readFileSync',
  () => readFileSync(nextBare()),
  () => loadKey({ ...places, apiKeyName: 'project_2', config: nextOurs() }),
);
rmSync(folder, { recursive: true });
