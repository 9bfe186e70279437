import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../../failure/usage-error.js';
import type { Context } from '../../terminal/context.js';
import { gitOutput } from './run-git.js';

const LINE = 'dlubal-auth scan --staged';

/** A hook that fails when the command is not found: a commit that was not looked through must not pass for clean. */
export const HOOK = `#!/bin/sh
# Refuses a commit that holds a Dlubal API key. Written by "dlubal-auth scan --install-hook".
for tool in ./node_modules/.bin/dlubal-auth "$(command -v dlubal-auth)"; do
  if [ -x "$tool" ]; then exec "$tool" scan --staged; fi
done
echo 'pre-commit: dlubal-auth is not found, so nothing was scanned for API keys. Install it (npm install -g @dlubal-kit/cli), or commit with --no-verify.' >&2
exit 1
`;

/**
 * Puts the hook where git runs it before each commit.
 *
 * @throws {UsageError} outside a repository, and where another hook stands there already
 */
export async function installHook(context: Context): Promise<{ path: string; written: boolean }> {
  const folder = (await gitOutput(['rev-parse', '--git-path', 'hooks'], context)).toString('utf8').trim();
  const path = join(resolve(context.cwd, folder), 'pre-commit');
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, HOOK, { flag: 'wx', mode: 0o755 });
    return { path, written: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (readFileSync(path, 'utf8') === HOOK) return { path, written: false };
    throw new UsageError(`${path} is there already and stays as it is. Add this line to it: ${LINE}`);
  }
}
