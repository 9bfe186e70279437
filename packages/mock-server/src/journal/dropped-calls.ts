import type { CallOutcome, CallRecord } from './call-record.js';

/** Calls that the journal counts and has no details of: all alike in these fields. */
export interface DroppedCalls {
  readonly path: string;
  /** Name of the method on the wire. */
  readonly method: string;
  /** Label of the key; undefined where the server does not know it. */
  readonly key: string | undefined;
  readonly outcome: CallOutcome;
  readonly status: number | undefined;
  readonly attempt: number;
  readonly billed: boolean;
  /** How many there were. */
  readonly count: number;
}

type Counted = { -readonly [Field in keyof DroppedCalls]: DroppedCalls[Field] };

/** Kinds of calls that are told apart; what a hostile client invents beyond them is counted as one kind. */
const MOST_KINDS = 10_000;
/** The path of those. */
export const OTHER_PATH = '(others)';

/** Counts of the calls that were dropped, kept for as long as the server runs. */
export class DroppedCallCounts {
  readonly #rows: Map<string, Counted> = new Map();

  /** One row per kind. */
  get rows(): DroppedCalls[] {
    return [...this.#rows.values()].map((row) => ({ ...row }));
  }

  add(call: CallRecord): void {
    const kind = kindOf(call);
    const slot = this.#rows.has(kind) || this.#rows.size < MOST_KINDS ? kind : OTHER_PATH;
    const { key, outcome, status, attempt, billed } = call;
    const { path, method } = slot === kind ? call : { path: OTHER_PATH, method: OTHER_PATH };
    const row = this.#rows.get(slot) ?? { path, method, key, outcome, status, attempt, billed, count: 0 };
    row.count += 1;
    this.#rows.set(slot, row);
  }

  forget(key: string): void {
    for (const [kind, row] of this.#rows) if (row.key === key) this.#rows.delete(kind);
  }

  clear(): void {
    this.#rows.clear();
  }
}

/** Written for each call that is dropped. The path comes last: it alone is the client's, and has no line break. */
function kindOf({ key = '', path, outcome, status, attempt, billed }: CallRecord): string {
  return `${status} ${attempt} ${outcome} ${billed} ${key}\n${path}`;
}

/** How many calls these rows stand for. */
export function countOf(rows: readonly DroppedCalls[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
