import type { CallRecord } from '../journal/call-record.js';
import type { HeaderFlaw } from '../keys/check-key.js';
import type { KeyFaultName } from './key-fault-matrix.js';

/** What a client did in one row. It holds no key. */
export interface KeyFaultResult {
  readonly row: KeyFaultName;
  readonly tells: string;
  /** Whether the client failed: it threw, or its exit code was not 0. */
  readonly failed: boolean;
  /** The client had not ended when its time was up. */
  readonly timedOut: boolean;
  /** How long it was given. */
  readonly timeoutMs: number;
  /** The longest deadline of its calls, in milliseconds; undefined when one had none, or none arrived. */
  readonly deadlineMs: number | undefined;
  readonly durationMs: number;
  /** Calls that arrived. */
  readonly calls: number;
  readonly refused: number;
  /** Requests that a real server would have billed. */
  readonly billed: number;
  /** Calls that were sent again after the same refusal of the same method: paid for nothing. */
  readonly blindRetries: number;
  /** What was wrong with the `authorization` header of the first call; `fine`, or `not sent` without a call. */
  readonly header: HeaderFlaw | 'fine' | 'not sent';
  /** Whether what the client gave out showed a key, or half of one. */
  readonly leaked: boolean;
  /** The last lines of what the client gave out; empty when it showed a key. */
  readonly lastLines: readonly string[];
}

/** Something about a client that needs a fix. */
export type KeyFaultFinding =
  | 'control-failed'
  | 'key-leaked'
  | 'blind-retry'
  | 'not-told-apart'
  | 'failure-hidden'
  | 'timed-out'
  | 'deadline-not-reached';

/** What a client did in all rows; where it failed with a key that works, in the rows up to that. */
export interface KeyFaultReport {
  readonly rows: readonly KeyFaultResult[];
  /** Whether a wrong key and a used-up limit look different from outside; undefined when one was not rehearsed. */
  readonly toldApart: boolean | undefined;
  /** The findings, each with the rows that show it. */
  readonly findings: Readonly<Partial<Record<KeyFaultFinding, readonly KeyFaultName[]>>>;
}

/** How many calls were tried again after the same refusal. */
export function countBlindRetries(calls: readonly CallRecord[]): number {
  const refusals = calls
    .filter(({ outcome }) => outcome === 'refused')
    .map((call) => `${call.path} ${call.details}`);
  return refusals.length - new Set(refusals).size;
}

/** The longest deadline of some calls; undefined when there is none. */
export function longestDeadline(calls: readonly CallRecord[]): number | undefined {
  const all = calls.map(({ deadlineMs }) => deadlineMs ?? Number.POSITIVE_INFINITY);
  const longest = Math.max(...all);
  return Number.isFinite(longest) ? longest : undefined;
}

/** @param usual deadline of the client's calls where all is well: a call into silence does not arrive. */
type Sign = (row: KeyFaultResult, usual: number | undefined) => boolean;

const hasDeadline: Sign = ({ deadlineMs, timeoutMs }, usual) => (deadlineMs ?? usual ?? 0) >= timeoutMs;

const SIGNS: Readonly<Record<Exclude<KeyFaultFinding, 'not-told-apart'>, Sign>> = {
  'control-failed': ({ row, failed }) => row === 'control' && failed,
  'key-leaked': ({ leaked }) => leaked,
  'blind-retry': ({ blindRetries }) => blindRetries > 0,
  'failure-hidden': ({ failed, calls, refused }) => !failed && calls > 0 && calls === refused,
  'timed-out': (row, usual) => row.timedOut && !hasDeadline(row, usual),
  'deadline-not-reached': (row, usual) => row.timedOut && hasDeadline(row, usual),
};

/** Draws the conclusions. @param outputs what the client printed, per row. */
export function reportOf(
  rows: readonly KeyFaultResult[],
  outputs: ReadonlyMap<KeyFaultName, string>,
): KeyFaultReport {
  const [wrong, usedUp] = [outputs.get('wrong-key'), outputs.get('limit-used-up')];
  const toldApart =
    wrong === undefined || usedUp === undefined ? undefined : steady(wrong) !== steady(usedUp);
  const usual = rows.find(({ row }) => row === 'control')?.deadlineMs;
  const found = Object.entries(SIGNS).map(
    ([name, holds]) => [name, rows.filter((row) => holds(row, usual)).map(({ row }) => row)] as const,
  );
  const findings = Object.fromEntries(found.filter(([, names]) => names.length > 0));
  return {
    rows,
    toldApart,
    findings:
      toldApart === false ? { ...findings, 'not-told-apart': ['wrong-key', 'limit-used-up'] } : findings,
  };
}

/** A text without what changes from run to run: stacks, numbers, times, ports, and masked ends of keys. */
function steady(text: string): string {
  return text
    .replace(/^\s+at .*$/gm, '')
    .replace(/ak-\S*/gi, 'key')
    .replace(/[0-9a-f]*\d[0-9a-f]*/gi, '#');
}
