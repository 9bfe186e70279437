import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../failure/usage-error.js';

/** Why a file could not be written, by the system's code. */
export const WRITE_CAUSES: Readonly<Record<string, string>> = {
  EEXIST: 'it is there already, and is not written over',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'this user may not write there',
  EROFS: 'the file system may only be read',
};

/** A file that was not there before and is written again and again, each time whole or not at all. */
export class RecordFile {
  readonly #path: string;

  /**
   * Makes the file, before anything is worth writing: that it cannot be written shall be known then.
   *
   * @param shown the path as it may stand in a message.
   * @throws {UsageError} when it is there already, or cannot be made.
   */
  constructor(path: string, shown: string, text: string) {
    this.#path = path;
    try {
      writeFileSync(path, text, { flag: 'wx' });
    } catch (cause) {
      const { code = '', message } = cause as NodeJS.ErrnoException;
      throw new UsageError(
        `${shown} cannot be written: ${WRITE_CAUSES[code] ?? message}. Choose another file.`,
      );
    }
  }

  /** Puts a text in the place of the last one: a reader, and a crash, see one of them whole. */
  write(text: string): void {
    const temporary = join(dirname(this.#path), `.${basename(this.#path)}.${process.pid}.tmp`);
    try {
      const open = openSync(temporary, 'w', 0o644);
      try {
        writeFileSync(open, text);
        fsyncSync(open);
      } finally {
        closeSync(open);
      }
      renameSync(temporary, this.#path);
    } catch (cause) {
      rmSync(temporary, { force: true });
      throw cause;
    }
  }
}
