import { monthOf, type PoolUsage, poolState } from '@dlubal-kit/auth-core';
import type { BudgetRule } from './budget-options.js';

/** A number with commas between its thousands: `12,000`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `2,412 of 3,000 requests in 2026-11`. */
export function usageWords({ used }: PoolUsage, { perMonth }: BudgetRule, at: Date): string {
  return `${grouped(used)} of ${grouped(perMonth)} requests in ${monthOf(at)}`;
}

/** What the program's author should know about a pool that goes on; undefined while there is nothing to say. */
export function usageWarning(usage: PoolUsage, rule: BudgetRule, at: Date): string | undefined {
  const state = poolState({ ...usage, limit: rule.perMonth }, rule.warnAt);
  const pool = `Pool "${rule.pool}"`;
  if (state === 'near') {
    return `${pool} is past ${Math.round(rule.warnAt * 100)} % of its budget for ${monthOf(at)}, which is ${grouped(rule.perMonth)} requests.`;
  }
  if (state === 'used-up' && rule.onLimit === 'warn') {
    return `${pool} is past its budget for ${monthOf(at)}, which is ${grouped(rule.perMonth)} requests. Calls go on, as onLimit says.`;
  }
  return undefined;
}
