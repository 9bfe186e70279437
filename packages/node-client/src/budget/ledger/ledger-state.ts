import type { PoolUsage } from '@dlubal-kit/auth-core';
import { type LedgerRecord, MAX_AMOUNT, type RecordKind } from './ledger-record.js';

/** The newest thing that Redis is known to have said of a pool. */
export interface Seen {
  /** Which run of the Redis server said it. */
  readonly run: number;
  /** How often the count had been changed by then. */
  readonly version: number;
  readonly used: number;
  readonly closed: boolean;
}

/** What a ledger comes to. */
export interface LedgerState extends PoolUsage {
  readonly seen?: Seen;
}

/** How many units a lease record takes: what it asks for, cut to what the records before it leave of its limit. */
export function grantedTo({ amount, limit }: LedgerRecord, state: LedgerState): number {
  return state.closed ? 0 : Math.max(0, Math.min(amount, limitOf(limit) - state.used));
}

const limitOf = (limit: number): number => (limit === MAX_AMOUNT ? Number.POSITIVE_INFINITY : limit);

type Step = (record: LedgerRecord, state: LedgerState) => Partial<LedgerState>;

const used = (record: LedgerRecord, count: number): Partial<LedgerState> => ({
  used: Math.max(0, count),
  limit: limitOf(record.limit),
});

/** Answers are written in the order in which processes get them, which is not that of the count. */
const seen = ({ id: run, amount, limit: version }: LedgerRecord, state: LedgerState, closed: boolean) =>
  version < (state.seen?.version ?? 0) ? {} : { seen: { run, version, used: amount, closed } };

const STEPS: Readonly<Record<RecordKind, Step>> = {
  lease: (record, state) => used(record, state.used + grantedTo(record, state)),
  count: (record, state) => used(record, state.used + record.amount),
  'give-back': (record, state) => used(record, state.used - record.amount),
  'set-used': ({ amount }) => ({ used: amount }),
  close: () => ({ closed: true }),
  reopen: () => ({ closed: false }),
  seen: (record, state) => seen(record, state, false),
  'seen-closed': (record, state) => seen(record, state, true),
};

/** The state after one more record. */
export function withRecord(state: LedgerState, record: LedgerRecord): LedgerState {
  return { ...state, ...STEPS[record.kind](record, state) };
}
