/**
 * `parseConfig` and the `parse` of npm's `ini` on the same text: `node bench/parse-config.mjs`.
 * Ratios above 1 mean that parseConfig is faster. "per key" shows whether it is linear.
 */
import { randomBytes } from 'node:crypto';
import { parse } from 'ini';
import { parseConfig } from '../packages/auth-core/dist/index.js';

const ROUNDS = 15;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

function time(work, times) {
  const start = performance.now();
  for (let count = 0; count < times; count += 1) work();
  return (performance.now() - start) / times;
}

for (const keys of [3, 100, 10_000, 200_000]) {
  const lines = Array.from(
    { length: keys },
    (_, index) => `project_${index} = ak-${randomBytes(24).toString('hex')}\n`,
  );
  const text = Buffer.from(`[api_keys]\n${lines.join('')}`).toString('utf8');
  const times = Math.max(1, Math.round(20_000 / keys));
  const ours = [];
  const ratios = [];
  for (let round = 0; round < ROUNDS + 2; round += 1) {
    const mine = time(() => parseConfig(text), times);
    const theirs = time(() => parse(text), times);
    if (round < 2) continue;
    ours.push(mine);
    ratios.push(theirs / mine);
  }
  const nanoseconds = (median(ours) * 1e6) / keys;
  console.log(
    `${String(keys).padStart(7)} keys: ${median(ratios).toFixed(2)} times as fast as ini, ${nanoseconds.toFixed(0)} ns per key`,
  );
}
