import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigFileError, codeOf } from './config-file-error.js';

/** A text that is written and flushed beside the file it will replace. */
export interface PreparedWrite {
  /** Puts the text in place: every reader sees the old file or the new one, whole. */
  commit(): Promise<void>;
  /** Drops it. Does nothing after a commit. */
  discard(): Promise<void>;
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
export async function prepareWrite(path: string, text: string): Promise<PreparedWrite> {
  await removeStrays(path);
  const temporary = join(dirname(path), `${strayPrefix(path)}${randomBytes(6).toString('hex')}${STRAY_END}`);
  const discard = (): Promise<void> => unlink(temporary).catch(() => {});
  const handle = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    await likeBefore(path, handle);
    await handle.writeFile(text, 'utf8');
    await markAsRenamed(handle);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await discard();
    throw error;
  }
  await handle.close();
  return { commit: () => putInPlace(temporary, path), discard };
}

const STRAY_END = '.tmp';

function strayPrefix(path: string): string {
  return `.${basename(path)}.`;
}

async function removeStrays(path: string): Promise<void> {
  const folder = dirname(path);
  const prefix = strayPrefix(path);
  const strays = (await readdir(folder)).filter(
    (name) => name.startsWith(prefix) && name.endsWith(STRAY_END),
  );
  await Promise.all(strays.map((name) => unlink(join(folder, name)).catch(() => {})));
}

/** Gives the new file the mode and owner of the one that it replaces; a first file gets its folder's owner. */
async function likeBefore(path: string, handle: FileHandle): Promise<void> {
  if (process.getuid === undefined) return;
  const old = await stat(path).catch(() => undefined);
  if (old !== undefined) await handle.chmod(old.mode & 0o600);
  const model: Stats | undefined = old ?? (process.getuid() === 0 ? await stat(dirname(path)) : undefined);
  if (model === undefined || model.uid === process.getuid()) return;
  await handle.chown(model.uid, model.gid).catch((error: unknown) => {
    throw new ConfigFileError(path, 'owner', { cause: error });
  });
}

/**
 * Sets the time of the data back by a moment, so that the entry's own time is later although clocks of file
 * systems tick in milliseconds: that tells a file which was put in place whole (`isSettled`).
 */
async function markAsRenamed(handle: FileHandle): Promise<void> {
  const { atime, mtimeMs } = await handle.stat();
  await handle.utimes(atime, (mtimeMs - 20) / 1000);
}

async function putInPlace(temporary: string, path: string): Promise<void> {
  await renamePatiently(temporary, path);
  // Without this the rename itself may be lost when the machine goes down. Windows cannot open a folder.
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

/** Longest wait for a reader that keeps Windows from replacing the file it has open, in milliseconds. */
const RENAME_WAIT_MS = 2000;

async function renamePatiently(from: string, to: string): Promise<void> {
  const deadline = performance.now() + RENAME_WAIT_MS;
  for (;;) {
    try {
      return await rename(from, to);
    } catch (error) {
      const busy = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
      if (!busy || performance.now() > deadline) throw error;
      await sleep(20);
    }
  }
}
