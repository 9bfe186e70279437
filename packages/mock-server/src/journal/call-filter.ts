import {
  checkFields,
  checkName,
  either,
  type FieldChecks,
  OBJECT,
  oneOf,
  TEXT,
  whole,
} from '@dlubal-kit/auth-core';
import { isBytes } from '../wire/bytes.js';
import { STATUS_CODES, type StatusName } from '../wire/status-code.js';
import { CALL_OUTCOMES, type CallOutcome, type CallRecord } from './call-record.js';

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

/** Names that filters can use. */
export interface KnownNames {
  /** Paths of methods, for example `/dlubal.api.rfem.Application/create_model`. */
  readonly paths: readonly string[];
  /** Labels of keys. */
  readonly labels: readonly string[];
  /** What checks the fields of a method's requests and brings them into the form of decoded ones, where it is known. */
  readonly requestForm?: (path: string) => ((fields: object) => object) | undefined;
}

/**
 * Makes a test of a filter.
 *
 * @param known what there is; left out, names are not checked.
 * @throws {MisuseError} for a field or a name that does not exist: such a filter would never match, and `.not` would always hold.
 */
export function callMatches(
  filter: CallFilter | undefined,
  known?: KnownNames,
): (call: CallRecord) => boolean {
  if (filter === undefined) return () => true;
  if (typeof filter === 'function') return filter;
  const pattern = typeof filter === 'string' ? { method: filter } : filter;
  checkPattern(pattern, known);
  const method = pattern.method === undefined ? undefined : wireName(pattern.method);
  const request = requestOf(pattern, known);
  const status = typeof pattern.status === 'string' ? STATUS_CODES[pattern.status] : pattern.status;
  return (call) =>
    (method === undefined ||
      [method, pattern.method].includes(call.method) ||
      call.path === pattern.method) &&
    (status === undefined || call.status === status) &&
    same(pattern.key, call.key) &&
    same(pattern.outcome, call.outcome) &&
    same(pattern.attempt, call.attempt) &&
    (request === undefined || holds(call.request, request));
}

/** @throws {MisuseError} for a field that the method's requests do not have. */
function requestOf({ method, request }: CallPattern, known: KnownNames | undefined): object | undefined {
  const path = method === undefined ? undefined : known?.paths.find((each) => isMethod(each, method));
  const form = path === undefined ? undefined : known?.requestForm?.(path);
  return request === undefined || form === undefined ? request : form(request);
}

/** The fields of a pattern. */
export const PATTERN_FIELDS: FieldChecks<CallPattern> = {
  method: TEXT,
  key: TEXT,
  status: either(whole(0), oneOf(...Object.keys(STATUS_CODES))),
  outcome: oneOf(...CALL_OUTCOMES),
  attempt: whole(1),
  request: OBJECT,
};

function checkPattern(pattern: CallPattern, known: KnownNames | undefined): void {
  checkFields(pattern, PATTERN_FIELDS, 'the pattern of calls');
  if (known === undefined) return;
  const { method, key } = pattern;
  if (method !== undefined && !known.paths.some((path) => isMethod(path, method))) {
    checkName(method, known.paths.map(methodIn), 'method');
  }
  if (key !== undefined) checkName(key, known.labels, 'key labelled');
}

const methodIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const isMethod = (path: string, name: string): boolean =>
  path === name || methodIn(path) === name || methodIn(path) === wireName(name);

/** `getApplicationInfo` as `get_application_info`; names on the wire stay as they are. */
export function wireName(method: string): string {
  return method.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function same(wanted: unknown, is: unknown): boolean {
  return wanted === undefined || wanted === is;
}

/** A runner's `expect.any(…)` and its like, which decide on their own. */
export const isTest = (value: unknown): value is { readonly asymmetricMatch: unknown } =>
  typeof value === 'object' && value !== null && 'asymmetricMatch' in value;

/**
 * Whether a value has all that is wanted of it, at any depth. Bytes are compared whole, a runner's `expect.any(…)` and its
 * like decide on their own, and an int64 equals its digits, in whatever form a loader gives it.
 */
export function holds(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null)
    return Object.is(value, wanted) || sameDigits(value, wanted);
  if (isTest(wanted) && typeof wanted.asymmetricMatch === 'function')
    return wanted.asymmetricMatch(value) === true;
  if (isBytes(wanted)) return isBytes(value) && Buffer.compare(Buffer.from(value), Buffer.from(wanted)) === 0;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(wanted) && (!Array.isArray(value) || value.length !== wanted.length)) return false;
  return Object.entries(wanted).every(([name, part]) =>
    holds((value as Record<string, unknown>)[name], part),
  );
}

/** Path of the first field that keeps a value from having all that is wanted of it; undefined when it has all. */
export function differenceIn(value: unknown, wanted: object, path: string): string | undefined {
  const name = Object.keys(wanted).find(
    (field) => !holds((value as Fields | undefined)?.[field], (wanted as Fields)[field]),
  );
  if (name === undefined) return undefined;
  const [is, part] = [(value as Fields | undefined)?.[name], (wanted as Fields)[name]];
  const isPlain = typeof part === 'object' && part !== null && !isBytes(part) && !isTest(part);
  const deeper = isPlain && typeof is === 'object' && is !== null;
  return (deeper ? differenceIn(is, part, `${path}.${name}`) : undefined) ?? `${path}.${name}`;
}

type Fields = Readonly<Record<string, unknown>>;

/** An int64 is a bigint, a text of digits or an object with `low` and `high`, as the codec has it. */
function sameDigits(value: unknown, wanted: unknown): boolean {
  const wide = [value, wanted].some(
    (one) =>
      typeof one === 'bigint' || (typeof one === 'object' && one !== null && 'low' in one && 'high' in one),
  );
  return (
    wide && value !== null && wanted !== null && wanted !== undefined && String(value) === String(wanted)
  );
}

/** A pattern as a message shows it: bigints as their digits, matchers of a runner by their own words. */
export function patternText(pattern: unknown): string {
  return JSON.stringify(pattern, (_name, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (!isTest(value)) return value;
    return 'toAsymmetricMatcher' in value && typeof value.toAsymmetricMatcher === 'function'
      ? value.toAsymmetricMatcher()
      : String(value);
  });
}
