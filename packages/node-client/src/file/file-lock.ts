import { closeSync, fstatSync, openSync, statSync, unlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigFileError, writeError } from './config-file-error.js';
import { isInUse } from './rename-patiently.js';

/** Longest wait for another process's edit, in milliseconds. An edit takes some ten. */
export const LOCK_WAIT_MS = 10_000;
/**
 * Longest pause between two tries, in milliseconds. Waking up costs a process up to a millisecond of processor
 * time, so many waiters at short pauses would keep the holder from its work.
 */
const MAX_PAUSE_MS = 500;

/**
 * Runs `work` while no other process that uses this function does so for the same path.
 *
 * The lock is the system's own (open file description locks on Linux and macOS, LockFileEx on Windows), on a
 * file next to the one that is edited: it ends with its holder, however that dies, and knows no clock. The lock
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
  const fd = await acquire(path, lockPath, waitMs);
  try {
    return await work();
  } finally {
    release(fd, lockPath);
  }
}

/** The lock file of a file: in the same folder, hidden. */
export function lockPathOf(path: string): string {
  return path.replace(/([^/\\]*)$/, '.$1.lock');
}

/**
 * Tries at growing, random intervals. The system could be asked to wait, but in a thread that nothing can call
 * back when the wait gets too long.
 */
async function acquire(path: string, lockPath: string, waitMs: number): Promise<number> {
  const tryLock = await loadTryLock(path);
  const deadline = performance.now() + waitMs;
  for (let pauseMs = 10; ; pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 1.5)) {
    const fd = tryOnce(path, lockPath, tryLock);
    if (fd !== undefined) return fd;
    if (performance.now() > deadline) throw new ConfigFileError(path, 'locked');
    await sleep(Math.random() * pauseMs);
  }
}

type TryLock = (fd: number) => boolean;

function tryOnce(path: string, lockPath: string, tryLock: TryLock): number | undefined {
  const fd = openLock(path, lockPath);
  if (fd === undefined) return undefined;
  if (holds(fd, path, lockPath, tryLock)) return fd;
  closeSync(fd);
  return undefined;
}

function openLock(path: string, lockPath: string): number | undefined {
  try {
    return openSync(lockPath, 'a', 0o600);
  } catch (error) {
    // Windows refuses a name whose file is being removed; it is free a moment later.
    if (isInUse(error)) return undefined;
    throw writeError(path, error);
  }
}

/** Locked, and still the file that others would open: its last holder may have removed its name meanwhile. */
function holds(fd: number, path: string, lockPath: string, tryLock: TryLock): boolean {
  try {
    if (!tryLock(fd)) return false;
  } catch (error) {
    closeSync(fd);
    throw new ConfigFileError(path, 'no-lock', { cause: error });
  }
  const mine = fstatSync(fd, { bigint: true });
  const current = statSync(lockPath, { bigint: true, throwIfNoEntry: false });
  return current?.ino === mine.ino && current.dev === mine.dev;
}

function release(fd: number, lockPath: string): void {
  try {
    // While still held: who opened this file meanwhile gets its lock, finds its name gone, and starts again.
    unlinkSync(lockPath);
  } catch {
    // The lock counts, not its file; the next holder removes it.
  } finally {
    closeSync(fd);
  }
}

/** Loaded only for an edit: reading keys must not depend on a native addon. */
async function loadTryLock(path: string): Promise<TryLock> {
  try {
    const { tryLock } = await import('fs-native-extensions');
    return tryLock;
  } catch (error) {
    throw new ConfigFileError(path, 'no-lock', { cause: error });
  }
}
