import { FIRST_LEASE, nextLeaseSize, type PoolUsage, startOfNextMonth } from '@dlubal-kit/auth-core';
import { UNUSED } from './budget-store.js';

/** The units of one month that a process has. A call takes one, and gives it back when it was not billed. */
export interface MonthLease {
  /** A moment of the month. */
  readonly at: Date;
  /** First moment of the next month, in milliseconds since 1970. */
  readonly endsAt: number;
  left: number;
  /** Size of the next lease. */
  size: number;
  /** What the store said last. */
  usage: PoolUsage;
  /** Units that this process granted itself while the store was away. */
  uncounted: number;
}

export function newMonthLease(now: number): MonthLease {
  const at = new Date(now);
  const endsAt = startOfNextMonth(at).getTime();
  return { at, endsAt, left: 0, size: FIRST_LEASE, usage: UNUSED, uncounted: 0 };
}

/** What to ask for when that many calls wait; the next time it is twice as much. */
export function nextAsk(
  lease: MonthLease,
  needed: number,
): { readonly needed: number; readonly size: number } {
  const { size } = lease;
  lease.size = nextLeaseSize(size);
  return { needed, size };
}
