/** Largest budget of a month, in requests. */
export const MAX_PER_MONTH = 0xffff_fffe;

/** How much of a pool's month is used. A pool is what shares one limit: a company, or a key. */
export interface PoolUsage {
  /** Requests that may have been billed this month, and those that processes have reserved. */
  readonly used: number;
  /** Requests that the month includes; `Infinity` where nothing limits them. */
  readonly limit: number;
  /** The server refused a call with `access-restricted`, so that every further call would be refused and billed. */
  readonly closed: boolean;
}

/** `near`: past the warning. `used-up`: nothing is left. `closed`: the server restricts access, whatever the count says. */
export type PoolState = 'open' | 'near' | 'used-up' | 'closed';

/**
 * What a count means.
 *
 * @param warnAt Part of the limit from which on a pool is `near` it, for example 0.8.
 * @example poolState({ used: 2_400, limit: 3_000, closed: false }, 0.8); // 'near'
 */
export function poolState({ used, limit, closed }: PoolUsage, warnAt: number): PoolState {
  if (closed) return 'closed';
  if (used >= limit) return 'used-up';
  return used >= limit * warnAt ? 'near' : 'open';
}
