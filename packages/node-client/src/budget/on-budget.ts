import { type Failure, isDlubalError } from '@dlubal-kit/auth-core';
import type { MonthLease } from './month-lease.js';
import type { OpenBudget } from './open-budget.js';

/** Waits for some work, no longer than the call has time. */
export type Within = <T>(work: Promise<T>) => Promise<T>;

/**
 * Makes one call on a unit of the budget. What may have been billed keeps its unit.
 *
 * @param within Waits for the store count in the call's deadline.
 * @throws {BudgetError} (rejects) when no unit is left; nothing was sent.
 */
export async function onBudget<T>(
  budget: OpenBudget,
  call: () => Promise<T>,
  within: Within = (work) => work,
): Promise<T> {
  const unit = await take(budget, within);
  try {
    return await call();
  } catch (error) {
    const { billed, kind }: Partial<Failure> = isDlubalError(error) ? error.failure : {};
    if (billed === 'no') budget.giveBack(unit);
    // The call has failed with a reason of its own: a store that is slow does not replace it.
    if (kind === 'access-restricted') await within(budget.restricted(unit)).catch(() => {});
    throw error;
  }
}

async function take(budget: OpenBudget, within: Within): Promise<MonthLease> {
  const unit = budget.take();
  if (!('then' in unit)) return unit;
  let isLate = false;
  unit.then(
    (lease) => isLate && budget.giveBack(lease),
    () => {},
  );
  try {
    return await within(unit);
  } catch (error) {
    isLate = true;
    throw error;
  }
}
