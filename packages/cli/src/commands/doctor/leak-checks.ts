import { EXIT } from '../../failure/exit.js';
import { shownLine } from '../../terminal/safe-text.js';
import { spentWords } from '../scan/assistants/assistant-key.js';
import { type CheckOutcome, capped, failed, ok, skipped } from './check-outcome.js';
import type { DoctorValues } from './doctor-values.js';
import { leakLines } from './leak-lines.js';

const listed = (names: readonly string[]): string =>
  capped(names.map(shownLine), 'dlubal-auth scan').join(', ');

/** Keys in the files of the project, which others read too. */
export function leaks({ leaks: { found, looked, unscanned, tracked, problem } }: DoctorValues): CheckOutcome {
  if (problem !== undefined) return failed(EXIT.usage, problem);
  if (found.length > 0) {
    const message = 'there are keys where others can read them. Replace them with names';
    return failed(EXIT.found, message, leakLines(found));
  }
  const none = looked.length === 0 ? 'there is no .dlubalrc and no .env here' : `none in ${listed(looked)}`;
  if (unscanned.length > 0) {
    return skipped(`${none}; not searched: ${listed(unscanned)}. See "dlubal-auth scan"`);
  }
  if ('because' in tracked) return skipped(`${none}; tracked files were not searched: ${tracked.because}`);
  if (tracked.files === 0 && looked.length === 0) return skipped(`${none}, and git tracks no file`);
  const files = `${tracked.files} tracked ${tracked.files === 1 ? 'file' : 'files'}`;
  return ok(`none in ${looked.length === 0 ? files : `${listed(looked)} and ${files}`}`);
}

/** Keys in the files of MCP hosts, and the key that an assistant would spend without one. */
export function assistants({ assistants: { found, looked, unscanned, spends } }: DoctorValues): CheckOutcome {
  if (found.length > 0) {
    const message = `there are keys in files of AI assistants. Remove them: ${spentWords(spends)}`;
    return failed(EXIT.found, message, leakLines(found));
  }
  if (unscanned.length > 0) return skipped(`not searched: ${listed(unscanned)}. ${spentWords(spends)}`);
  if (looked.length === 0) return skipped(`no file of an AI assistant was found. ${spentWords(spends)}`);
  return ok(`no key in ${listed(looked)}. ${spentWords(spends)}`);
}
