import { dirname } from 'node:path';
import type { Settings } from '@dlubal-kit/auth-core';
import { type BudgetPlace, gather, poolNameFlaw } from '@dlubal-kit/node-client/config';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore, type StoreOptions } from '../../key/locate-store.js';
import { homeOf } from '../../key/path-of.js';
import type { Context } from '../../terminal/context.js';

/** Where the budgets of this user are counted. */
export function budgetPlace(options: StoreOptions, context: Context): BudgetPlace {
  const folder = dirname(locateStore(options, context).path);
  return { folder, redis: context.env.DLUBAL_BUDGET_REDIS_URL || undefined };
}

/** What `~/.dlubalrc` says. */
export function homeSettings(context: Context): Settings {
  return gather({ home: homeOf(context), env: context.env }).home()?.settings ?? {};
}

/**
 * The pool that a command is about; undefined where nothing names one.
 *
 * @throws {UsageError} for a name that cannot be one
 */
export function namedPool(given: string | undefined, context: Context): string | undefined {
  const flaw = given === undefined ? undefined : poolNameFlaw(given);
  if (flaw !== undefined)
    throw new UsageError(`--pool cannot be used: ${flaw}.`, 'Choose another name for the pool.');
  return given ?? homeSettings(context).budgetPool;
}

/** @throws {UsageError} where nothing names a pool */
export function onePool(given: string | undefined, context: Context): string {
  const pool = namedPool(given, context);
  if (pool === undefined)
    throw new UsageError('no pool is named.', 'Name it with --pool; "dlubal-auth budget" lists the pools.');
  return pool;
}
