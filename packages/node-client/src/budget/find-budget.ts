import { dirname } from 'node:path';
import { type ApiKey, fingerprint } from '@dlubal-kit/auth-core';
import { costsNothing } from '../address/costs-nothing.js';
import type { Gathered } from '../gather/gather.js';
import type { BudgetOptions } from './budget-options.js';
import type { OpenBudget } from './open-budget.js';

/** What decides whether there is a budget, and which. */
export interface BudgetInput {
  /** `false` ignores `~/.dlubalrc`. */
  readonly budget: BudgetOptions | false | undefined;
  readonly gathered: Pick<Gathered, 'options' | 'home' | 'configPath' | 'env' | 'server'>;
  readonly key: ApiKey;
  readonly warn: (message: string) => void;
}

/**
 * The budget that the options mean, and for what they leave open `~/.dlubalrc`; undefined where neither has one. Calls to a mock
 * server do not use up the month of the user whose `~/.dlubalrc` it is: they are counted where the program names a budget, or
 * a home folder of its own.
 *
 * @throws {MisuseError} when an option cannot be used, or Redis is asked for and its package is not installed.
 */
export async function findBudget({
  budget,
  gathered,
  key,
  warn,
}: BudgetInput): Promise<OpenBudget | undefined> {
  if (budget === false) return undefined;
  const isUsers = budget === undefined && gathered.options.home === undefined;
  const isTest = isUsers && costsNothing(gathered.server().address, gathered.env);
  const settings = isTest ? {} : (gathered.home()?.settings ?? {});
  if ((budget ?? settings.budgetPerMonth) === undefined) return undefined;
  // Loaded only where there is one: a client without a budget pays nothing for it.
  const { budgetRule } = await import('./budget-options.js');
  const { openBudget } = await import('./open-budget.js');
  const { pool = settings.budgetPool, perMonth = settings.budgetPerMonth } = budget ?? {};
  const options = { ...budget, pool: pool ?? fingerprint(key.reveal()), perMonth };
  return openBudget(budgetRule(options, gathered.env), dirname(gathered.configPath()), warn);
}
