import { createRequire } from 'node:module';
import { loadKey } from '../src/config.js';

// Loads a key and tells what the process has loaded by then: CommonJS modules and native libraries.
const { key } = await loadKey({
  apiKeyValue: `ak-${'0'.repeat(48)}`,
  config: '/no/such/folder/config.ini',
  env: {},
});
const report = process.report?.getReport() as unknown as { sharedObjects: string[] };
const loaded = [...Object.keys(createRequire(import.meta.url).cache), ...report.sharedObjects];
console.log(JSON.stringify({ masked: key.masked, loaded }));
