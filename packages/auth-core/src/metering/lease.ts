/** Most units that a process takes at a time without calls waiting for them. */
export const LARGEST_LEASE = 64;

/** What a process asks of a pool. */
export interface LeaseAsk {
  /** Calls that wait for a unit now. */
  readonly needed: number;
  /** Units to take in all, so that later calls need not wait: 1, then twice as many each time up to `LARGEST_LEASE`. */
  readonly size: number;
}

/** The size of the first lease. */
export const FIRST_LEASE = 1;

/** The size of the lease after one of `size` units. */
export function nextLeaseSize(size: number): number {
  return Math.min(LARGEST_LEASE, size * 2);
}

/**
 * How many units a pool gives to one lease. What is kept for later calls is at most 1/64 of what is left, so a process that
 * is killed loses no more than that, and near the limit every unit is taken when its call is made.
 *
 * @param left Units left in the pool; below zero in a pool that was used beyond its limit.
 * @example grantOf(3_000, { needed: 1, size: 64 }); // 46
 */
export function grantOf(left: number, { needed, size }: LeaseAsk): number {
  const share = Math.floor(left / LARGEST_LEASE);
  return Math.max(0, Math.min(left, Math.max(needed, Math.min(size, share))));
}
