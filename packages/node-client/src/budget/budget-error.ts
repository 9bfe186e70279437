import { brand, DlubalError, type FailureMore, failureOf, type PoolUsage } from '@dlubal-kit/auth-core';
import type { BudgetRule } from './budget-options.js';
import { usageWords } from './budget-words.js';

/** Why a call was not made: no units are left, or the store cannot say. */
export type BudgetKind = 'budget-exhausted' | 'budget-unavailable';

/** A call that was not made, because of the budget. Nothing was sent, and nothing was billed. */
export class BudgetError extends DlubalError<BudgetKind> {
  static {
    brand(BudgetError, 'BudgetError');
  }

  /** The pool whose budget it is. */
  readonly pool: string;

  constructor(kind: BudgetKind, pool: string, more: FailureMore, options?: { readonly cause?: unknown }) {
    super(failureOf(kind, more), options);
    this.pool = pool;
  }
}

/** There is no unit for a call, by what the store said last. */
export function exhausted(usage: PoolUsage, rule: BudgetRule, at: Date): BudgetError {
  const { pool } = rule;
  if (usage.closed) {
    const happened = `The server restricted access for pool "${pool}" earlier this month, so no more requests are sent.`;
    return new BudgetError('budget-exhausted', pool, { reason: 'closed', happened });
  }
  const happened = `The budget of pool "${pool}" is used up: ${usageWords(usage, rule, at)}.`;
  return new BudgetError('budget-exhausted', pool, { happened });
}

/** The store cannot be used, and the rule says not to go on without it. */
export function unavailable(happened: string, { pool }: BudgetRule): BudgetError {
  return new BudgetError('budget-unavailable', pool, { happened });
}
