import type { FoundKey, KeyFinding } from './found-key.js';

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

/** What a scan found. Has no key. */
export interface ScanResult {
  readonly findings: readonly KeyFinding[];
  readonly tally: ScanTally;
  /** How many commits were read, in a scan of the history. */
  readonly commits?: number;
  readonly maxBytes: number;
}
