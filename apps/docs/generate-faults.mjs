// Writes the table of faults.md: what each gRPC stack on this machine reports of each fault of the mock server.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { status } = spawnSync('npx', ['vitest', 'run', 'packages/mock-server/test/fault-table.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, WRITE_FAULT_TABLE: '1' },
});
process.exit(status ?? 1);
