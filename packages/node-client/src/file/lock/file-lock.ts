import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigFileError, writeError } from '../config-file-error.js';
import { isInUse } from '../rename-patiently.js';
import { BEAT_MS, type BusyOwner, takeLock } from './lock-chain.js';
import { touchLock } from './lock-place.js';

/** Longest wait for another process's edit, in milliseconds. An edit takes about 10 ms. */
export const LOCK_WAIT_MS = 10_000;
/**
 * Longest pause between two tries, in milliseconds. Waking up costs a process up to a millisecond of processor
 * time, so many waiters at short pauses would keep the holder from its work.
 */
const MAX_PAUSE_MS = 500;

/**
 * Runs `work` while no other process that uses this function does so for the same path.
 *
 * The lock is a record next to the file, which says who has it. A dead owner never counts: see `judge-owner.ts`, and docs/adr/0003-lock.md for why it is not one of the system's file locks.
 *
 * @param waitMs longest wait for other holders, in milliseconds
 * @throws {ConfigFileError} reason `locked` when the wait is over, `lock-place` when something else is in its place
 */
export async function withFileLock<T>(
  path: string,
  work: () => Promise<T>,
  waitMs: number = LOCK_WAIT_MS,
): Promise<T> {
  const release = await acquire(path, waitMs);
  try {
    return await work();
  } finally {
    release();
  }
}

/** The record of a file's lock: in the same folder, hidden. */
export function lockPathOf(path: string): string {
  return path.replace(/([^/\\]*)$/, '.$1.lock');
}

type Release = () => void;

/** Tries at growing, random intervals: a record cannot be waited for. */
async function acquire(path: string, waitMs: number): Promise<Release> {
  const deadline = performance.now() + waitMs;
  let busy = { owner: '', since: performance.now() };
  for (let pauseMs = 10; ; pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 1.5)) {
    const taken = take(path, { owner: busy.owner, watchedMs: performance.now() - busy.since });
    if (typeof taken === 'function') return taken;
    if (taken !== busy.owner) busy = { owner: taken, since: performance.now() };
    if (performance.now() > deadline) throw new ConfigFileError(path, 'locked');
    await sleep(Math.random() * pauseMs);
  }
}

/** @returns how to release the lock, or who has it */
function take(path: string, busy: BusyOwner): Release | string {
  try {
    return takeWithBeat(path, busy);
  } catch (error) {
    // Windows refuses a name whose file is being removed; it is free a moment later.
    if (isInUse(error)) return busy.owner;
    throw error instanceof ConfigFileError ? error : writeError(path, error);
  }
}

function takeWithBeat(path: string, busy: BusyOwner): Release | string {
  const lock = takeLock(lockPathOf(path), path, busy);
  if ('owner' in lock) return lock.owner;
  const beat = setInterval(() => touchLock(lock.place), BEAT_MS);
  beat.unref();
  return () => {
    clearInterval(beat);
    lock.release();
  };
}
