import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  futimesSync,
  openSync,
  readdirSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigFileError, codeOf } from './config-file-error.js';
import { PLACED_MS } from './look-at-file.js';

// Synchronous on purpose: the lock is held meanwhile, and among many busy processes each trip to the thread pool
// and back costs its holder a turn of all others (64 processes on 2 cores: 300 ms an edit instead of 10).

/** A text that is written and flushed beside the file it will replace. */
export interface PreparedWrite {
  /** Puts the text in place: every reader sees the old file or the new one, whole. */
  commit(): Promise<void>;
  /** Drops it. Does nothing after a commit. */
  discard(): void;
}

/**
 * Writes a text to a temporary file in the same folder and flushes it. The mode is 0600, or the part of the
 * present one that lies within 0600; the owner stays.
 *
 * The caller holds the file's lock, so whatever temporary file stands there is of a dead process and goes.
 *
 * (Not write-file-atomic 7: on a disk that is nearly full it takes a short write for a whole one and puts a cut
 * file in place; it also leaves its temporary file when killed, under a name that nobody can tell.)
 *
 * @throws {ConfigFileError} reason `owner`, or the system's error as it is
 */
export function prepareWrite(path: string, text: string): PreparedWrite {
  removeStrays(path);
  const temporary = join(dirname(path), `${strayPrefix(path)}${randomBytes(6).toString('hex')}${STRAY_END}`);
  const discard = (): void => removeQuietly(temporary);
  const fd = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    likeBefore(path, fd);
    writeFileSync(fd, text);
    markAsRenamed(fd);
    fsyncSync(fd);
  } catch (error) {
    discard();
    throw error;
  } finally {
    closeSync(fd);
  }
  return { commit: () => putInPlace(temporary, path), discard };
}

const STRAY_END = '.tmp';

function strayPrefix(path: string): string {
  return `.${basename(path)}.`;
}

function removeStrays(path: string): void {
  const folder = dirname(path);
  const prefix = strayPrefix(path);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix) && name.endsWith(STRAY_END)) removeQuietly(join(folder, name));
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Gone already, or the next write removes it.
  }
}

/** Gives the new file the mode and owner of the one that it replaces; a first file gets its folder's owner. */
function likeBefore(path: string, fd: number): void {
  if (process.getuid === undefined) return;
  const old = statSync(path, { throwIfNoEntry: false });
  if (old !== undefined) fchmodSync(fd, old.mode & 0o600);
  const model: Stats | undefined = old ?? (process.getuid() === 0 ? statSync(dirname(path)) : undefined);
  if (model === undefined || model.uid === process.getuid()) return;
  try {
    fchownSync(fd, model.uid, model.gid);
  } catch (error) {
    throw new ConfigFileError(path, 'owner', { cause: error });
  }
}

/**
 * Sets the time of the data back by a moment, so that the entry's own time is later although clocks of file
 * systems tick in milliseconds: that tells a file which was put in place whole (`Look.placed`).
 */
function markAsRenamed(fd: number): void {
  const { atime, mtimeMs } = fstatSync(fd);
  futimesSync(fd, atime, (mtimeMs - 2 * PLACED_MS) / 1000);
}

async function putInPlace(temporary: string, path: string): Promise<void> {
  await renamePatiently(temporary, path);
  // Without this the rename itself may be lost when the machine goes down. Windows cannot open a folder.
  if (process.platform !== 'win32') flushFolder(dirname(path));
}

function flushFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } catch {
    // Some network file systems flush files only.
  } finally {
    closeSync(fd);
  }
}

/** Longest wait for a reader that keeps Windows from replacing the file it has open, in milliseconds. */
const RENAME_WAIT_MS = 2000;

async function renamePatiently(from: string, to: string): Promise<void> {
  const deadline = performance.now() + RENAME_WAIT_MS;
  for (;;) {
    try {
      return renameSync(from, to);
    } catch (error) {
      const busy = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
      if (!busy || performance.now() > deadline) throw error;
      await sleep(20);
    }
  }
}
