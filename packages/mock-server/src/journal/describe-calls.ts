import { statusName } from '../wire/status-code.js';
import type { CallRecord } from './call-record.js';
import type { DroppedCalls } from './dropped-calls.js';

/** The last calls, one per line, as failure messages show them: no times, no keys. */
export function describeCalls(calls: readonly CallRecord[], last = 8): string {
  if (calls.length === 0) return '  (no calls)';
  const hidden = Math.max(0, calls.length - last);
  const lines = calls.slice(hidden).map((call) => `  ${describeCall(call)}`);
  return [...(hidden === 0 ? [] : [`  (${hidden} before)`]), ...lines].join('\n');
}

/** One call in one line: `3. create_model by project_1: OK`. */
export function describeCall(call: CallRecord): string {
  const by = call.key ?? (call.keyFlaw === undefined ? 'no key' : `a key that is ${call.keyFlaw}`);
  const status = call.status === undefined ? call.outcome : statusName(call.status);
  const more = call.outcome === 'answered' || call.status === undefined ? '' : ` (${call.outcome})`;
  const attempt = call.attempt > 1 ? `, attempt ${call.attempt}` : '';
  return `${call.seq}. ${call.method} by ${by}: ${status}${more}${attempt}`;
}

/** Calls that were dropped, in one line: `  12 create_model by project_1 (dropped from the journal)`. */
export function describeDropped({ method, key = 'no known key', count }: DroppedCalls): string {
  return `  ${count} ${method} by ${key} (dropped from the journal)`;
}
