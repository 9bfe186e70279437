import { spawn } from 'node:child_process';
import { redact } from '@dlubal-kit/auth-core';
import { UsageError } from '../../failure/usage-error.js';
import type { Context } from '../../terminal/context.js';

/**
 * Runs git and passes its output on as it comes.
 *
 * @throws {UsageError} where there is no git, or it refuses, in its own words
 */
export function runGit(
  args: readonly string[],
  { cwd, env }: Pick<Context, 'cwd' | 'env'>,
  onOutput: (chunk: Buffer) => void,
  input = '',
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd, env: { ...env, LC_ALL: 'C' }, stdio: 'pipe' });
    let said = '';
    child.stdout.on('data', onOutput);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new UsageError(
          `git cannot be run (${error.code}). Install git, or scan files without --staged and --history.`,
        ),
      ),
    );
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new UsageError(`git refuses: ${redact(said.trim()) || `it ended with code ${code}`}`));
    });
  });
}

/** All that git prints. */
export async function gitOutput(
  args: readonly string[],
  context: Pick<Context, 'cwd' | 'env'>,
  input?: string,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await runGit(args, context, (chunk) => void chunks.push(chunk), input);
  return Buffer.concat(chunks);
}
