import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { ConfigStore } from '../src/config.js';

// Adds keys one by one, and says so on standard output once each is stored: what is said must never be lost.
const [path = '', id = '', count = '0'] = process.argv.slice(2);
const store = new ConfigStore({ path, lockWaitMs: 120_000 });
for (let n = 0; n < Number(count); n += 1) {
  const name = `p${id}_${n}`;
  await store.edit(() => ({ set: { [name]: `ak-${randomBytes(24).toString('hex')}` } }));
  writeSync(1, `${name}\n`);
}
