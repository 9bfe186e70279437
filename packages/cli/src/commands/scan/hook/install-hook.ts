import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readCarefully } from '@dlubal-kit/node-client/config';
import { UsageError } from '../../../failure/usage-error.js';
import type { GitContext } from '../../../git/start-git.js';
import type { Context } from '../../../terminal/context.js';
import { type HookPlace, hookPlace } from './hook-place.js';
import { hookLine, hookText } from './hook-text.js';

/** A hook is a script; what is larger is not one of ours. */
const MAX_BYTES = 1024 * 1024;

/**
 * Puts the hook where git runs it before each commit.
 *
 * @throws {UsageError} outside a repository, and where there is another hook already
 */
export async function installHook(
  context: GitContext & Pick<Context, 'executable'>,
): Promise<HookPlace & { written: boolean }> {
  const place = await hookPlace(context);
  const executable = await context.executable();
  const hook = hookText(executable);
  const line = hookLine(executable);
  mkdirSync(dirname(place.path), { recursive: true });
  try {
    writeFileSync(place.path, hook, { flag: 'wx', mode: 0o755 });
    return { ...place, written: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const text = readCarefully(place.path, MAX_BYTES).toString('utf8');
    if (text === hook || text.split(/\r?\n/).includes(line)) return { ...place, written: false };
    throw new UsageError(
      `${place.path} is there already and was not changed.`,
      `Add this line to it: ${line}`,
    );
  }
}
