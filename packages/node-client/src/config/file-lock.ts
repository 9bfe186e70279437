import { type FileHandle, open, stat, unlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigFileError, codeOf, writeError } from './config-file-error.js';

/** Longest wait for another process's edit, in milliseconds. An edit takes some ten. */
export const LOCK_WAIT_MS = 10_000;
/** Longest pause between two tries, in milliseconds. */
const MAX_PAUSE_MS = 25;

/**
 * Runs `work` while no other process that uses this function does so for the same path.
 *
 * The lock is the system's own (open file description locks on Linux and macOS, LockFileEx on Windows), on a
 * file beside the one that is edited: it ends with its holder, however that dies, and knows no clock. The lock
 * file goes when the work is done; one that a killed process left is taken over as it is.
 *
 * @param waitMs longest wait for other holders, in milliseconds
 * @throws {ConfigFileError} reason `locked` when the wait is over, `no-lock` where there are no such locks
 */
export async function withFileLock<T>(
  path: string,
  work: () => Promise<T>,
  waitMs: number = LOCK_WAIT_MS,
): Promise<T> {
  const lockPath = lockPathOf(path);
  const handle = await acquire(path, lockPath, performance.now() + waitMs);
  try {
    return await work();
  } finally {
    // Unlinked while still held: who opened this file meanwhile gets its lock, finds it gone, and starts again.
    await unlink(lockPath).catch(() => {});
    await handle.close();
  }
}

/** The lock file of a file: in the same folder, hidden. */
export function lockPathOf(path: string): string {
  return path.replace(/([^/\\]*)$/, '.$1.lock');
}

async function acquire(path: string, lockPath: string, deadline: number): Promise<FileHandle> {
  const tryLock = await loadTryLock(path);
  for (let tries = 0; ; tries += 1) {
    const handle = await openLock(path, lockPath);
    if (handle !== undefined) {
      if (await holds(path, lockPath, handle, tryLock)) return handle;
      await handle.close();
    }
    if (performance.now() > deadline) throw new ConfigFileError(path, 'locked');
    await sleep(Math.random() * Math.min(MAX_PAUSE_MS, 2 + tries));
  }
}

async function openLock(path: string, lockPath: string): Promise<FileHandle | undefined> {
  try {
    return await open(lockPath, 'a', 0o600);
  } catch (error) {
    // Windows refuses a name whose file is being removed; it is free a moment later.
    if (process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? ''))
      return undefined;
    throw writeError(path, error);
  }
}

/** Locked, and still the file that others would open. */
async function holds(
  path: string,
  lockPath: string,
  handle: FileHandle,
  tryLock: (fd: number) => boolean,
): Promise<boolean> {
  try {
    if (!tryLock(handle.fd)) return false;
  } catch (error) {
    await handle.close();
    throw new ConfigFileError(path, 'no-lock', { cause: error });
  }
  const [mine, current] = await Promise.all([
    handle.stat({ bigint: true }),
    stat(lockPath, { bigint: true }).catch(() => undefined),
  ]);
  return current !== undefined && current.ino === mine.ino && current.dev === mine.dev;
}

/** Loaded only for an edit: reading keys must not depend on a native addon. */
async function loadTryLock(path: string): Promise<(fd: number) => boolean> {
  try {
    const { tryLock } = await import('fs-native-extensions');
    return tryLock;
  } catch (error) {
    throw new ConfigFileError(path, 'no-lock', { cause: error });
  }
}
