import { setTimeout as sleep } from 'node:timers/promises';
import { sameStamp } from './file-stamp.js';
import type { Look } from './look-at-file.js';

/** How long a file that looks whole must have been left alone after a write in place, in milliseconds. */
const QUIET_WHOLE_MS = 100;
/** The same for one that is empty or ends inside a line, as while the official client rewrites it. */
const QUIET_CUT_MS = 2000;
const LOOK_EVERY_MS = 20;

export interface Moment {
  /** Wall clock, in milliseconds since 1970, to tell how old the file's last write is. */
  readonly now: number;
  /** How long the file was watched and did not change, in milliseconds, by a clock that cannot jump. */
  readonly unchangedMs: number;
}

/**
 * Whether what was seen may be taken for the truth, or a writer that rewrites in place may still be at it.
 *
 * The official client empties the file and then fills it, in pieces that may end at a line's end. A file whose
 * entry changed after its data (`ctime` later than `mtime`) was put in place by renaming and was whole by then:
 * that is how this store writes, so its own writes need no second look.
 */
export function isSettled(look: Look, { now, unchangedMs }: Moment): boolean {
  if (look.kind === 'absent') return true;
  if (!look.raced && look.stamp.ctimeMs > look.stamp.mtimeMs) return true;
  const quietMs = looksWhole(look) ? QUIET_WHOLE_MS : QUIET_CUT_MS;
  return unchangedMs >= quietMs || (!look.raced && now - look.stamp.mtimeMs > quietMs);
}

function looksWhole(look: Look & { kind: 'seen' }): boolean {
  return look.content.ok && look.content.text.endsWith('\n');
}

/**
 * Looks until the file is settled: at once in the ordinary case, for at most two seconds after its last change
 * otherwise.
 */
export async function lookUntilSettled(lookOnce: () => Look): Promise<Look> {
  let look = lookOnce();
  let since = performance.now();
  while (!isSettled(look, { now: Date.now(), unchangedMs: performance.now() - since })) {
    await sleep(LOOK_EVERY_MS);
    const next = lookOnce();
    if (!sameLook(look, next)) since = performance.now();
    look = next;
  }
  return look;
}

function sameLook(a: Look, b: Look): boolean {
  if (a.kind === 'absent' || b.kind === 'absent') return a.kind === b.kind;
  return !b.raced && sameStamp(a.stamp, b.stamp);
}
