import { type Failure, isDlubalError } from '@dlubal-kit/auth-core';
import type { OpenBudget } from './open-budget.js';

/**
 * Makes one call on a unit of the budget, where there is a budget. What may have been billed keeps its unit.
 *
 * @throws {BudgetError} (rejects) when no unit is left; nothing was sent.
 */
export function onBudget<T>(budget: OpenBudget | undefined, call: () => Promise<T>): Promise<T> {
  return budget === undefined ? call() : countedCall(budget, call);
}

async function countedCall<T>(budget: OpenBudget, call: () => Promise<T>): Promise<T> {
  const unit = await budget.take();
  try {
    return await call();
  } catch (error) {
    const { billed, kind }: Partial<Failure> = isDlubalError(error) ? error.failure : {};
    if (billed === 'no') budget.giveBack(unit);
    if (kind === 'access-restricted') await budget.restricted(unit);
    throw error;
  }
}
