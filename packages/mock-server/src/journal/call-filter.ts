import { STATUS_CODES, type StatusName } from '../wire/status-code.js';
import type { CallOutcome, CallRecord } from './call-record.js';

/** What a call must be like; every field that is given must hold. */
export interface CallPattern {
  /** Name of the method on the wire (`get_application_info`) or in TypeScript (`getApplicationInfo`). */
  readonly method?: string;
  /** Label of the key. */
  readonly key?: string;
  /** gRPC status that was sent, by name or number. */
  readonly status?: StatusName | number;
  readonly outcome?: CallOutcome;
  readonly attempt?: number;
  /** Fields that the request must have, with these values; others may be there too. */
  readonly request?: object;
}

/** Which calls are meant: a method's name, a pattern, or a function that says yes. */
export type CallFilter = string | CallPattern | ((call: CallRecord) => boolean);

/** Makes a test of a filter. */
export function callMatches(filter: CallFilter | undefined): (call: CallRecord) => boolean {
  if (filter === undefined) return () => true;
  if (typeof filter === 'function') return filter;
  const pattern = typeof filter === 'string' ? { method: filter } : filter;
  const method = pattern.method === undefined ? undefined : wireName(pattern.method);
  const status = typeof pattern.status === 'string' ? STATUS_CODES[pattern.status] : pattern.status;
  return (call) =>
    (method === undefined || call.method === method || call.path === pattern.method) &&
    (status === undefined || call.status === status) &&
    same(pattern.key, call.key) &&
    same(pattern.outcome, call.outcome) &&
    same(pattern.attempt, call.attempt) &&
    (pattern.request === undefined || holds(call.request, pattern.request));
}

/** `getApplicationInfo` as `get_application_info`; names on the wire stay as they are. */
export function wireName(method: string): string {
  return method.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function same(wanted: unknown, is: unknown): boolean {
  return wanted === undefined || wanted === is;
}

/** Whether a value has all that is wanted of it, at any depth. */
export function holds(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return Object.is(value, wanted);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(wanted) && (!Array.isArray(value) || value.length !== wanted.length)) return false;
  return Object.entries(wanted).every(([name, part]) =>
    holds((value as Record<string, unknown>)[name], part),
  );
}
