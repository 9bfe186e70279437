import type { KeyInContent } from '../search/key-in-content.js';
import { keysInText } from '../search/keys-in-text.js';
import { mayHoldKey } from '../search/may-hold-key.js';
import type { FoundKey, KeyLocation } from './found-key.js';
import { pathText } from './path-text.js';
import type { Unscanned, UnscannedReason } from './unscanned.js';

/** What a scan found, what it looked at, and what it could not look at. Holds keys: it is not printed. */
export class ScanReport {
  readonly found: FoundKey[] = [];
  readonly unscanned: Unscanned[] = [];
  files = 0;
  bytes = 0;
  /** In a scan of the history. */
  commits: number | undefined;

  add(keys: readonly KeyInContent[], place: KeyLocation): void {
    for (const key of keys) this.found.push({ ...place, ...key });
  }

  /**
   * Looks for a key in a name or a short text of bytes, one character per byte.
   *
   * @param part of the path that the text is, such as `file name`
   */
  look(bytes: string, path: string, part: string): void {
    if (!mayHoldKey(bytes)) return;
    for (const { key } of keysInText(pathText(bytes))) this.found.push({ path, part, key, allowed: false });
  }

  leaveOut(reason: UnscannedReason, what?: string): void {
    this.unscanned.push(what === undefined ? { reason } : { reason, what });
  }
}
