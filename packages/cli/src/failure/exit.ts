import type { ExitCode } from '@dlubal-kit/auth-core';

/** Exit codes by name. Those below 100 are `EXIT_CODES`; the others are env(1)'s, so that they differ from a program's own. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  /** `classify` recognised nothing. */
  unrecognised: 1,
  usage: 2,
  /** Another key would be used than the one expected: fixed in the same places as a missing key. */
  wrongKey: 3,
  config: 8,
  /** A key was found where it does not belong. */
  found: 10,
  /** A program over its budget, a rehearsal that failed, recorded answers that differ. */
  failedTest: 11,
  /** No key was found, in what could be scanned. */
  unscanned: 12,
  /** A rule of the company's policy is broken. */
  policy: 13,
  /** A program was to be run, and something of ours failed first. */
  notStarted: 125,
  notRunnable: 126,
  notFound: 127,
} as const satisfies Record<string, ExitCode | 125 | 126 | 127>;
