import { readdirSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { removeQuietly } from '../atomic-write.js';
import { ConfigFileError } from '../config-file-error.js';
import { isInUse } from '../rename-patiently.js';
import { judge } from './judge-owner.js';
import { claim, type Found, lookAtLock } from './lock-place.js';
import { type LockRecord, newRecord } from './lock-record.js';

/** How often an owner shows that it runs, in milliseconds. */
export const BEAT_MS = 2000;
/** An owner that nobody here can judge, and that showed nothing for so long, is dead. In milliseconds. */
const SILENT_MS = 120_000;
/** It must have been watched for so long, by a clock that cannot jump: if it lives, it shows so meanwhile. In milliseconds. */
const WATCH_MS = 7000;
/** A file without a record is being written for a moment only. In milliseconds. */
const BLANK_MS = 1000;

/** A lock that this process has. */
export interface HeldLock {
  /** Where its record is. */
  readonly place: string;
  readonly release: () => void;
}

/**
 * Takes the lock if nobody has it.
 *
 * The lock is the record at `base`. Whoever finds its owner dead does not remove it, since another could have done so and
 * locked anew meanwhile: it adds a record that belongs to that one dead owner (`base.ID.next`), which only one can. The last
 * record of the chain is the owner's; who releases removes `base` first, which ends the chain for all.
 *
 * @param path for messages
 * @param busy Who had the lock at the last try, and for how long it has been seen; only an owner that still has it is
 * judged, which takes longer than to look.
 * @throws {ConfigFileError} reason `lock-place`, when something else is at the place
 */
export function takeLock(
  base: string,
  path: string,
  busy?: BusyOwner,
): HeldLock | { readonly owner: string } {
  const head = lookAtLock(base);
  if (head.kind === 'foreign') throw new ConfigFileError(path, 'lock-place');
  const record = newRecord();
  if (head.kind === 'nothing') {
    return claim(base, record) ? held(base, [], record) : { owner: '' };
  }
  const { places, last } = chainFrom(base, head);
  const busyNow = { owner: last.record.id };
  if (busy?.owner !== last.record.id || !isDead(last, busy.watchedMs)) return busyNow;
  const next = nextOf(base, last.record);
  if (!claim(next, record)) return busyNow;
  const now = lookAtLock(base);
  if (now.kind === 'record' && now.record.id === head.record.id) return held(base, [...places, next], record);
  removeQuietly(next);
  return busyNow;
}

/** An owner that was met before. */
export interface BusyOwner {
  readonly owner: string;
  readonly watchedMs: number;
}

type Recorded = Extract<Found, { kind: 'record' }>;

/** The records that follow, and the last of all. */
function chainFrom(base: string, head: Recorded): { readonly places: string[]; readonly last: Recorded } {
  const places: string[] = [];
  let last = head;
  for (;;) {
    const next = nextOf(base, last.record);
    const found = lookAtLock(next);
    if (found.kind !== 'record') return { places, last };
    places.push(next);
    last = found;
  }
}

const nextOf = (base: string, { id }: LockRecord): string => `${base}.${id}.next`;

function isDead({ record, agedMs, blank }: Recorded, watchedMs: number): boolean {
  if (blank) return agedMs() > BLANK_MS;
  const isSilent = (): boolean => watchedMs > WATCH_MS && agedMs() > SILENT_MS;
  const verdict = judge(record);
  if (verdict !== 'unknown') return verdict === 'dead' || (record.pid === process.pid && isSilent());
  return isSilent();
}

function held(base: string, chain: readonly string[], record: LockRecord): HeldLock {
  removeStrays(base, chain);
  return {
    place: chain.at(-1) ?? base,
    release: () => {
      // Who was taken for dead meanwhile has nothing to release.
      if (lookAtLock(nextOf(base, record)).kind !== 'nothing') return;
      for (const place of [base, ...chain]) removeSurely(place);
    },
  };
}

/** Windows can refuse for the moment in which another process looks at it: a record that stays blocks everybody. */
function removeSurely(place: string): void {
  for (let tries = 100; tries > 0; tries -= 1) {
    try {
      unlinkSync(place);
      return;
    } catch (error) {
      if (!isInUse(error)) return;
      Atomics.wait(PAUSE, 0, 0, 5);
    }
  }
}

const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/** Records of chains that ended: their `base` is gone, so they lock nothing. */
function removeStrays(base: string, chain: readonly string[]): void {
  const folder = dirname(base);
  const prefix = `${basename(base)}.`;
  for (const name of readdirSync(folder)) {
    const place = join(folder, name);
    if (!name.startsWith(prefix) || !/^[0-9a-f]{16}\.next$/.test(name.slice(prefix.length))) continue;
    if (!chain.includes(place)) removeQuietly(place);
  }
}
