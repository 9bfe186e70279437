import type { AssistantKey } from '../assistants/assistant-key.js';
import type { KeyFinding } from './found-key.js';
import type { Unscanned } from './unscanned.js';

/** What a scan found. Has no key. */
export interface ScanResult {
  readonly findings: readonly KeyFinding[];
  /** How many places have a key that is allowed there. */
  readonly allowed: number;
  readonly unscanned: readonly Unscanned[];
  /** Whether everything could be scanned, or `--allow-unscanned` accepts the rest. */
  readonly complete: boolean;
  readonly scanned: { readonly files: number; readonly bytes: number; readonly commits?: number };
  /** The key that an AI assistant would spend; looked up for `--home`. */
  readonly spends?: AssistantKey | undefined;
}
