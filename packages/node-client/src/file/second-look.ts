import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigFileError } from './config-file-error.js';
import { sameStamp } from './file-stamp.js';
import type { Look } from './look-at-file.js';

/** What a look is for: a wrong reading costs a second try, an edit of a wrong reading costs keys. */
export type Purpose = 'read' | 'edit';

/** How long a file that was written in place must have been left alone before it is believed, in milliseconds. */
const QUIET_MS: Readonly<Record<Purpose, { readonly whole: number; readonly cut: number }>> = {
  read: { whole: 0, cut: 500 },
  edit: { whole: 100, cut: 2000 },
};
/** Writers pass a text on in pieces of at least this many bytes (C 4096, Python 8192), so a shorter one came at once. */
const SMALLEST_PIECE = 4096;
const LOOK_EVERY_MS = 20;
/** Longest wait for a program that lets nobody else read the file (Windows), in milliseconds. */
const FREE_WAIT_MS = 2000;
/** After this long, in milliseconds, a whole text is believed though somebody keeps on rewriting the file. */
const BELIEVE_AFTER_MS = 3000;
/** After this long, in milliseconds, a file that is never seen whole is given up. */
const GIVE_UP_AFTER_MS = 10_000;

export interface Moment {
  readonly purpose: Purpose;
  /** Wall clock, in milliseconds since 1970, to tell how old the file's last write is. */
  readonly now: number;
  /** How long the file was watched and did not change, in milliseconds, by a clock that cannot jump. */
  readonly unchangedMs: number;
}

/**
 * Whether what was seen may be taken for the truth, or somebody who rewrites the file in place may still be at it.
 *
 * The official client empties the file and then fills it, in pieces that may end at a line's end. This store puts
 * a whole file in place, so its own writes need no second look.
 */
export function isSettled(look: Look, { purpose, now, unchangedMs }: Moment): boolean {
  if (look.kind === 'absent') return true;
  if (look.raced) return false;
  if (look.placed) return true;
  const quietMs = quietFor(look, purpose);
  return unchangedMs >= quietMs || now - look.stamp.mtimeMs > quietMs;
}

function quietFor(look: Look & { kind: 'seen' }, purpose: Purpose): number {
  const { whole, cut } = QUIET_MS[purpose];
  if (!isWhole(look)) return cut;
  return look.stamp.size < SMALLEST_PIECE ? whole : Math.max(whole, QUIET_MS.edit.whole);
}

/**
 * Looks until the file is settled: at once in the ordinary case, else for as long as somebody writes to it and
 * a moment more.
 *
 * @throws {ConfigFileError} reason `changing` when it does not settle within ten seconds
 */
export async function lookUntilSettled(path: string, lookOnce: () => Look, purpose: Purpose): Promise<Look> {
  const start = performance.now();
  let since = start;
  for (let look = await lookWhenFree(lookOnce); ; ) {
    const clock = performance.now();
    if (isSettled(look, { purpose, now: Date.now(), unchangedMs: clock - since })) return look;
    if (clock - start > BELIEVE_AFTER_MS && isWhole(look)) return look;
    if (clock - start > GIVE_UP_AFTER_MS) {
      throw new ConfigFileError(path, 'changing', { deed: purpose === 'read' ? 'read' : 'write' });
    }
    await sleep(LOOK_EVERY_MS);
    const next = await lookWhenFree(lookOnce);
    if (!sameLook(look, next)) since = performance.now();
    look = next;
  }
}

async function lookWhenFree(lookOnce: () => Look): Promise<Look> {
  for (const deadline = performance.now() + FREE_WAIT_MS; ; ) {
    try {
      return lookOnce();
    } catch (error) {
      const taken = error instanceof ConfigFileError && error.reason === 'open-exclusively';
      if (!taken || performance.now() > deadline) throw error;
    }
    await sleep(LOOK_EVERY_MS);
  }
}

/** Neither empty, nor ending inside a line, nor changing under the reader's hands. */
export function isWhole(look: Look): boolean {
  return look.kind === 'seen' && !look.raced && look.content.ok && look.content.text.endsWith('\n');
}

function sameLook(a: Look, b: Look): boolean {
  if (a.kind === 'absent' || b.kind === 'absent') return a.kind === b.kind;
  return !b.raced && sameStamp(a.stamp, b.stamp);
}
