import { rm } from 'node:fs/promises';
import { readCarefully } from '@dlubal-kit/node-client/config';
import { pathOf } from '../../../key/path-of.js';
import type { Context } from '../../../terminal/context.js';
import { writeWholeFile } from './write-whole-file.js';

/** Files that say something of a server while it runs: whoever finds one afterwards would call nobody. */
export class WrittenFiles {
  readonly #written: { readonly path: string; readonly text: string }[] = [];

  /**
   * Writes a file that appears whole.
   *
   * @param as The option that names it.
   * @throws {UsageError} when it cannot be written.
   */
  async write(file: string, text: string, as: string, context: Pick<Context, 'cwd' | 'home'>): Promise<void> {
    await writeWholeFile(file, text, as, context);
    this.#written.push({ path: pathOf(file, as, context), text });
  }

  /** Removes the files. One that another program has changed or removed since is its own. */
  async remove(): Promise<void> {
    for (const { path, text } of this.#written.splice(0)) {
      if (holds(path, text)) await rm(path, { force: true }).catch(() => {});
    }
  }
}

function holds(path: string, text: string): boolean {
  try {
    return readCarefully(path, Buffer.byteLength(text) + 1).toString('utf8') === text;
  } catch {
    return false;
  }
}
