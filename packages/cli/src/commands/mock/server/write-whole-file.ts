import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { WRITE_CAUSES } from '../../../edge/record-file.js';
import { UsageError } from '../../../failure/usage-error.js';
import type { Context } from '../../../terminal/context.js';

/**
 * Writes a file that appears whole: whoever waits for it can read it at once.
 *
 * @throws {UsageError} when it cannot be written.
 */
export function writeWholeFile(file: string, text: string, { cwd }: Pick<Context, 'cwd'>): void {
  const path = resolve(cwd, file);
  const partly = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(partly, text);
    renameSync(partly, path);
  } catch (cause) {
    rmSync(partly, { force: true });
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new UsageError(`${file} cannot be written: ${WRITE_CAUSES[code] ?? message}. Choose another file.`);
  }
}
