/**
 * `parseConfig`, the `parse` of npm's `ini`, and smithy's loader (which the AWS SDK uses) on the same text: `npm run bench -- parse-config`.
 * The time per key shows whether it is linear.
 */
import { randomBytes } from 'node:crypto';
import { externalDataInterceptor, loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';
import { parse } from 'ini';
import { parseConfig } from '../packages/auth-core/dist/index.js';

export const about =
  "`parseConfig` next to the `parse` of npm's `ini` and to smithy's loader, which the AWS SDK uses. The time per key shows whether it is linear.";

const ROUNDS = 15;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function time(work, times) {
  const start = performance.now();
  for (let count = 0; count < times; count += 1) await work();
  return (performance.now() - start) / times;
}

// It reads files; these names are never looked for on the disk.
const FILES = { filepath: '/bench/keys', configFilepath: '/bench/empty', ignoreCache: true };
externalDataInterceptor.interceptFile(FILES.configFilepath, '');
const smithy = () => loadSharedConfigFiles(FILES);

export const rows = [];
for (const keys of [3, 100, 10_000, 200_000]) {
  const lines = Array.from(
    { length: keys },
    (_, index) => `project_${index} = ak-${randomBytes(24).toString('hex')}\n`,
  );
  const text = Buffer.from(`[api_keys]\n${lines.join('')}`).toString('utf8');
  const times = Math.max(1, Math.round(20_000 / keys));
  const ours = [];
  const ratios = [];
  const ofSmithy = [];
  externalDataInterceptor.interceptFile(FILES.filepath, text);
  for (let round = 0; round < ROUNDS + 2; round += 1) {
    const mine = await time(() => parseConfig(text), times);
    const theirs = await time(() => parse(text), times);
    const loaders = await time(smithy, Math.ceil(times / 10));
    if (round < 2) continue;
    ours.push(mine);
    ratios.push(theirs / mine);
    ofSmithy.push(theirs / loaders);
  }
  const nanoseconds = (median(ours) * 1e6) / keys;
  rows.push({
    name: `${keys.toLocaleString('en')} keys`,
    of: 'speed',
    against: 'ini',
    ours: median(ratios),
    others: { "smithy's loader": median(ofSmithy) },
    detail: `${nanoseconds.toFixed(0)} ns per key`,
  });
}
