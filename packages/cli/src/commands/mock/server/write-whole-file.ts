import { resolve } from 'node:path';
import { writeTrouble, writeWhole } from '../../../edge/write-whole.js';
import { UsageError } from '../../../failure/usage-error.js';
import type { Context } from '../../../terminal/context.js';

/**
 * Writes a file that appears whole: whoever waits for it can read it at once.
 *
 * @throws {UsageError} when it cannot be written.
 */
export async function writeWholeFile(
  file: string,
  text: string,
  { cwd }: Pick<Context, 'cwd'>,
): Promise<void> {
  await writeWhole(resolve(cwd, file), text).catch((cause: unknown) => {
    throw new UsageError(writeTrouble(file, cause));
  });
}
