import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  futimesSync,
  lstatSync,
  openSync,
  readdirSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ConfigFileError } from './config-file-error.js';
import { PLACED_MS } from './look-at-file.js';
import { renamePatiently } from './rename-patiently.js';

// Synchronous on purpose: the lock is held meanwhile, and among many busy processes each trip to the thread pool
// and back costs its holder a turn of all others (64 processes on 2 cores: 300 ms an edit instead of 10).

/** A text that is written and flushed next to the file it will replace. */
export interface PreparedWrite {
  /**
   * Puts the text in place: every reader sees the old file or the new one, whole.
   *
   * @param stillWanted asked before each further try, where another program keeps the old file open (Windows)
   * @returns false when it was no longer wanted
   */
  commit(stillWanted?: () => boolean): Promise<boolean>;
  /** Drops it. Does nothing after a commit. */
  discard(): void;
}

/**
 * Writes a text to a temporary file in the same folder and flushes it. The mode is 0600, or the part of the
 * present one that lies within 0600; the owner stays. On Windows it gets the rights of its folder: Node can neither copy
 * those of the present file nor replace its content in one step, and `icacls /restore` would be a process for each edit.
 *
 * The caller holds the file's lock, so any temporary file there belongs to a dead process and goes.
 *
 * (Not write-file-atomic 7: on a disk that is nearly full it takes a short write for a whole one and puts a cut
 * file in place; it also leaves its temporary file when killed, under a name that nobody can tell.)
 *
 * @throws {ConfigFileError} reason `owner` or `read-only-file`, or the system's error as it is
 */
export function prepareWrite(path: string, text: string): PreparedWrite {
  removeStrays(path);
  const temporary = strayName(path);
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
  return { commit: (stillWanted) => putInPlace(temporary, path, stillWanted), discard };
}

const STRAY_END = '.tmp';
const STRAY_REST = /^[0-9a-f]{12}\.tmp$/;

function strayPrefix(path: string): string {
  return `.${basename(path)}.`;
}

/** A new name next to a file, that the next write removes if this process cannot. */
export function strayName(path: string): string {
  return join(dirname(path), `${strayPrefix(path)}${randomBytes(6).toString('hex')}${STRAY_END}`);
}

/** Only what has a name of ours, is a file and belongs to this user, or to the folder's: others have such names too. */
function removeStrays(path: string): void {
  const folder = dirname(path);
  const prefix = strayPrefix(path);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || !STRAY_REST.test(name.slice(prefix.length))) continue;
    if (isOurs(join(folder, name), folder)) removeQuietly(join(folder, name));
  }
}

function isOurs(path: string, folder: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile()) return false;
  return process.getuid === undefined || [process.getuid(), statSync(folder).uid].includes(stats.uid);
}

/** Removes a file of such a name. */
export function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Gone already, or the next write removes it.
  }
}

/** Gives the new file the mode and owner of the one that it replaces; a first file gets its folder's owner. */
function likeBefore(path: string, fd: number): void {
  const old = statSync(path, { throwIfNoEntry: false });
  if (process.getuid === undefined) {
    refuseReadOnly(path, old);
    return;
  }
  if (old !== undefined) fchmodSync(fd, old.mode & 0o600);
  const model: Stats | undefined = old ?? (process.getuid() === 0 ? statSync(dirname(path)) : undefined);
  if (model === undefined || model.uid === process.getuid()) return;
  try {
    fchownSync(fd, model.uid, model.gid);
  } catch (error) {
    throw new ConfigFileError(path, 'owner', { cause: error });
  }
}

/** Windows refuses to replace a file with this attribute as if another program had it open. */
function refuseReadOnly(path: string, old: Stats | undefined): void {
  if (old !== undefined && (old.mode & 0o200) === 0) throw new ConfigFileError(path, 'read-only-file');
}

/**
 * Sets the time of the data back by a moment, so that the entry's own time is later although clocks of file
 * systems tick in milliseconds: that tells a file which was put in place whole (`Look.placed`).
 */
function markAsRenamed(fd: number): void {
  const { atime, mtimeMs } = fstatSync(fd);
  futimesSync(fd, atime, (mtimeMs - 2 * PLACED_MS) / 1000);
}

async function putInPlace(temporary: string, path: string, stillWanted?: () => boolean): Promise<boolean> {
  if (!(await renamePatiently(temporary, path, stillWanted))) return false;
  // Without this the rename itself may be lost when the machine goes down. Windows cannot open a folder.
  if (process.platform !== 'win32') flushFolder(dirname(path));
  return true;
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
