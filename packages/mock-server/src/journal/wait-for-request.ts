import {
  checkFields,
  DlubalError,
  type FieldChecks,
  failureOf,
  MILLISECONDS,
  whole,
} from '@dlubal-kit/auth-core';
import { realClearTimeout, realSetTimeout } from '../engine/real-timers.js';
import { type CallFilter, callMatches, type KnownNames, patternText } from './call-filter.js';
import type { CallRecord } from './call-record.js';
import { describeCalls } from './describe-calls.js';
import { countOf } from './dropped-calls.js';
import type { Journal } from './journal.js';

/** How many calls `waitForRequest` waits for, and how long. */
export interface WaitOptions {
  /** How many such calls are waited for. @default 1 */
  readonly times?: number;
  /** How long, in milliseconds. Fake timers of a test runner do not hold it up. @default 2_000 */
  readonly timeoutMs?: number;
}

/** Whose calls count, and which names there are. */
interface WaitScope {
  readonly known?: KnownNames;
  /** Label of the one key whose calls count; all calls without it. */
  readonly key?: string | undefined;
}

/**
 * Waits until as many calls as asked for have their answer, those that came before included, and gives the last of them.
 *
 * @throws {Error} when they did not come in time; the message shows the last calls.
 */
export function waitForRequest(
  journal: Journal,
  filter: CallFilter | undefined,
  options: WaitOptions = {},
  { known, key }: WaitScope = {},
): Promise<CallRecord> {
  checkFields(options, WAIT_FIELDS, "waitForRequest's options");
  const { times = 1, timeoutMs = 2_000 } = options;
  const matches = callMatches(filter, known);
  const ofKey = (call: { readonly key: string | undefined }): boolean =>
    key === undefined || call.key === key;
  const seen = (): CallRecord[] => journal.calls.filter(ofKey);
  const found = (): CallRecord | undefined =>
    seen().filter((call) => call.outcome !== 'pending' && matches(call))[times - 1];
  return new Promise((resolve, reject) => {
    const already = found();
    if (already !== undefined) {
      resolve(already);
      return;
    }
    const unwatch = journal.watch(() => {
      const call = found();
      if (call === undefined) return;
      unwatch();
      realClearTimeout(timer);
      resolve(call);
    });
    const timer = realSetTimeout(() => {
      unwatch();
      reject(missed(seen(), countOf(journal.dropped.filter(ofKey)), { filter, times, timeoutMs }));
    }, timeoutMs);
    // A wait that nobody waits for must not hold the process.
    timer.unref();
  });
}

const WAIT_FIELDS: FieldChecks<WaitOptions> = { times: whole(1), timeoutMs: MILLISECONDS };

function missed(
  calls: readonly CallRecord[],
  dropped: number,
  { filter, times, timeoutMs }: { filter: CallFilter | undefined; times: number; timeoutMs: number },
): DlubalError {
  const gone =
    dropped === 0 ? '' : `The journal has dropped ${dropped} older calls, which are not counted here. `;
  const what =
    typeof filter === 'string' ? `${filter} ` : typeof filter === 'object' ? `${patternText(filter)} ` : '';
  return new DlubalError(
    failureOf('deadline', {
      origin: 'local',
      billed: 'no',
      happened: `Waited ${timeoutMs} ms for ${times} ${what}call${times === 1 ? '' : 's'}, which did not come.`,
      remedy: `${gone}The last calls were:\n${describeCalls(calls)}`,
    }),
  );
}
