import { MisuseError } from '@dlubal-kit/auth-core';
import { type CallPattern, callMatches } from '../journal/call-filter.js';
import type { CallRecord } from '../journal/call-record.js';
import { countOf, type DroppedCalls, OTHER_PATH } from '../journal/dropped-calls.js';
import type { Observed } from './matcher-result.js';

/** How many calls fit a pattern. */
export interface Tally {
  /** Calls that fit for certain, those that were dropped included. */
  readonly sure: number;
  /** Calls that may fit: the journal has dropped what would decide it. */
  readonly unsure: number;
}

/** Counts the calls of a server or session that fit a pattern, whether the journal has kept them or not. */
export function tallyOf({ requests, dropped, known }: Omit<Observed, 'usage'>, pattern: CallPattern): Tally {
  const kept = requests.filter(callMatches(pattern, known)).length;
  const { request, ...ofRow } = pattern;
  const { method: _method, ...ofOthers } = ofRow;
  const named = rowsLike(dropped, ofRow);
  const others = rowsLike(dropped, ofOthers).filter(({ path }) => path === OTHER_PATH);
  return request === undefined
    ? { sure: kept + countOf(named), unsure: countOf(others) }
    : { sure: kept, unsure: countOf([...named, ...others]) };
}

function rowsLike(rows: readonly DroppedCalls[], pattern: CallPattern): readonly DroppedCalls[] {
  const matches = callMatches(pattern) as (
    row: Pick<CallRecord, keyof CallRecord & keyof DroppedCalls>,
  ) => boolean;
  return rows.filter(matches);
}

/**
 * Whether as many calls came as were wanted.
 *
 * @param times exactly so many; undefined means one or more.
 * @throws {MisuseError} when only the calls that were dropped could tell: then the assertion fails, with `.not` and without.
 */
export function cameAsOften({ sure, unsure }: Tally, times: number | undefined, matcher: string): boolean {
  const least = times ?? 1;
  const decided = unsure === 0 || sure > least || sure + unsure < least || (times === undefined && sure > 0);
  if (decided) return times === undefined ? sure > 0 : sure === times;
  throw new MisuseError(
    `${matcher} cannot be decided: ${sure} such calls are in the journal, and it has dropped ${unsure} that may be such calls.`,
    'Start the server with a larger journal: { maxCalls, maxBytes }, which hold for each key.',
  );
}
