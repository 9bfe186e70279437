import type { FoundKey } from './found-key.js';

/** What was looked at, and what was not. */
export interface ScanTally {
  files: number;
  bytes: number;
  binary: number;
  /** Files larger than the limit. */
  readonly tooLarge: string[];
  /** Files and folders that could not be read. */
  readonly unreadable: string[];
}

export interface ScanReport {
  readonly found: readonly FoundKey[];
  readonly tally: ScanTally;
}

export const newTally = (): ScanTally => ({ files: 0, bytes: 0, binary: 0, tooLarge: [], unreadable: [] });
