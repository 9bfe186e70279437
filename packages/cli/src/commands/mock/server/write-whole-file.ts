import { writeTrouble, writeWhole } from '../../../edge/write-whole.js';
import { pathOf } from '../../../key/path-of.js';
import type { Context } from '../../../terminal/context.js';

/**
 * Writes a file that appears whole: whoever waits for it can read it at once.
 *
 * @param as The option that names it.
 * @throws {UsageError} when it cannot be written.
 */
export async function writeWholeFile(
  file: string,
  text: string,
  as: string,
  context: Pick<Context, 'cwd' | 'home'>,
): Promise<void> {
  await writeWhole(pathOf(file, as, context), text).catch((cause: unknown) => {
    throw writeTrouble(file, cause);
  });
}
