import { spawnSync } from 'node:child_process';
import { onTestFinished, type TestContext } from 'vitest';
import { tempFolder } from './temp-folder.js';

/** A file system of its own for one test; skips the test, visibly, where mounting is not allowed. */
export function mounted(
  context: TestContext,
  args: readonly string[],
  folder: string = tempFolder(),
): string {
  const run = spawnSync('mount', [...args, folder], { encoding: 'utf8' });
  if (run.status !== 0) context.skip(`mount is not allowed here: ${run.stderr ?? run.error?.message}`);
  onTestFinished(() => {
    spawnSync('umount', ['-l', folder]);
  });
  return folder;
}
