// Builds the packages for the demo, and shows a build's output only where it failed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
const turbo = fileURLToPath(new URL('node_modules/turbo/bin/turbo', root));
console.error('building the packages, about a minute the first time …');
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [turbo, 'run', 'build', '--output-logs=errors-only'],
  {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
  },
);
if (status !== 0) {
  console.error(`${stdout}${stderr}`);
  process.exit(1);
}
