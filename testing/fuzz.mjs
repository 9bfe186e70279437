// Runs the tests of properties again and again, each time from a new seed, until one fails: npm run fuzz [-- MINUTES]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const minutes = Number(process.argv[2] ?? 60);
if (!(minutes > 0)) {
  console.error('Give a number of minutes above 0: npm run fuzz -- 10');
  process.exit(2);
}
const files = [
  'packages/auth-core/test/any-text',
  'packages/auth-core/test/python-configparser',
  'packages/auth-core/src/redaction/redact',
  'packages/auth-core/src/config/edit/edit-config',
  'packages/auth-core/src/config/diagnose/fix-config',
  'packages/mock-server/src/scenario/parse-scenario',
];
const end = Date.now() + minutes * 60_000;
let rounds = 0;
do {
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...files], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
  });
  rounds += 1;
  // The seed and the smallest counterexample are in what was printed.
  if (status !== 0) process.exit(1);
} while (Date.now() < end);
console.log(`${rounds} rounds passed.`);
