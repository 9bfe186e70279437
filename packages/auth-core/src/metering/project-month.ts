import { startOfMonth, startOfNextMonth } from './month.js';
import type { PoolUsage } from './pool-usage.js';

/** What a month comes to if it goes on as it began. */
export interface Projection {
  /** Requests by the end of the month. */
  readonly requests: number;
  /** When the limit is reached; undefined where it lasts for the month, or is reached already. */
  readonly usedUpAt: Date | undefined;
}

/** Less than this much of a month, in milliseconds, says nothing about the rest: one day. */
const TOO_SHORT_MS = 24 * 60 * 60 * 1000;

/**
 * Draws a straight line through the beginning of the month and now.
 *
 * @returns undefined within the first day of a month.
 * @example projectMonth({ used: 1_000, limit: 3_000, closed: false }, new Date('2026-11-11T00:00:00Z'))?.requests; // 3000
 */
export function projectMonth(usage: PoolUsage, now: Date): Projection | undefined {
  const start = startOfMonth(now).getTime();
  const end = startOfNextMonth(now).getTime();
  const past = now.getTime() - start;
  if (past < TOO_SHORT_MS) return undefined;
  const perMs = usage.used / past;
  const usedUpAt = start + usage.limit / perMs;
  const reached = usage.used < usage.limit && usedUpAt < end;
  return {
    requests: Math.round(perMs * (end - start)),
    usedUpAt: reached ? new Date(Math.ceil(usedUpAt)) : undefined,
  };
}
