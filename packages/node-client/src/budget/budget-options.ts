import {
  CHECKED_LATER,
  checkFields,
  type FieldChecks,
  MAX_PER_MONTH,
  MisuseError,
} from '@dlubal-kit/auth-core';
import { poolNameFlaw } from './pool-name.js';
import { redisPlace } from './redis/redis-url.js';

/** How many requests a month may cost, counted for all programs that share a pool. */
export interface BudgetOptions {
  /**
   * What shares the budget: everything that names the same pool. Dlubal's limit is the company's, so name it after that.
   *
   * @default `budget_pool` in `~/.dlubalrc`, else the fingerprint of the key, as `dlubal-auth keys list` shows it
   */
  readonly pool?: string | undefined;
  /** Requests per calendar month, UTC. @default `budget_per_month` in `~/.dlubalrc` */
  readonly perMonth?: number | undefined;
  /** Part of `perMonth` from which on `onWarning` is told once per month, from 0 to 1. @default 0.8 */
  readonly warnAt?: number | undefined;
  /** What happens to a call beyond `perMonth`: it is refused before it is sent, or there is a warning. @default 'refuse' */
  readonly onLimit?: 'refuse' | 'warn' | undefined;
  /**
   * A Redis or Valkey that counts for several machines, for example `rediss://user:password@redis.example:6380`. Needs the
   * package `redis`, version 5 or later. The URL is a secret.
   *
   * @default the environment variable `DLUBAL_BUDGET_REDIS_URL`; without either, a file next to config.ini counts for this machine
   */
  readonly redis?: string | undefined;
  /**
   * When the file or Redis cannot be used: `failOpen` goes on with a warning, and each process counts alone until it is back;
   * `failClosed` refuses calls with kind `budget-unavailable`.
   *
   * @default 'failOpen'
   */
  readonly onStoreDown?: 'failOpen' | 'failClosed' | undefined;
  /** Makes calls although the budget is used up or the pool is closed. They are counted. @default false */
  readonly force?: boolean | undefined;
}

/** Options that are complete and sound. */
export interface BudgetRule {
  readonly pool: string;
  readonly perMonth: number;
  readonly warnAt: number;
  readonly onLimit: 'refuse' | 'warn';
  readonly redis: string | undefined;
  readonly onStoreDown: 'failOpen' | 'failClosed';
  readonly force: boolean;
}

/** The variable with the URL of Redis: a URL with a password belongs in no file that is shared. */
const REDIS_URL_VARIABLE = 'DLUBAL_BUDGET_REDIS_URL';

/**
 * Completes options with their defaults.
 *
 * @throws {MisuseError} that names the option, and says what to write instead.
 */
export function budgetRule(
  options: BudgetOptions,
  env: Readonly<Record<string, string | undefined>>,
): BudgetRule {
  checkFields(options, BUDGET_FIELDS, 'the option budget');
  const { pool, perMonth, redis } = options;
  const { warnAt = 0.8, onLimit = 'refuse', onStoreDown = 'failOpen', force = false } = options;
  const url = redis ?? (env[REDIS_URL_VARIABLE] || undefined);
  const rule = { pool, perMonth, warnAt, onLimit, redis: url, onStoreDown, force };
  for (const [name, check] of Object.entries(CHECKS)) {
    const flaw = check(rule[name as keyof BudgetRule]);
    if (flaw !== undefined) throw new MisuseError(`budget.${name} cannot be used: ${flaw}.`, HELP);
  }
  return rule as BudgetRule;
}

/** The values are checked by `CHECKS`, together with those of `~/.dlubalrc`. */
const BUDGET_FIELDS: FieldChecks<BudgetOptions> = {
  pool: CHECKED_LATER,
  perMonth: CHECKED_LATER,
  warnAt: CHECKED_LATER,
  onLimit: CHECKED_LATER,
  redis: CHECKED_LATER,
  onStoreDown: CHECKED_LATER,
  force: CHECKED_LATER,
};

const HELP = "Write, for example, budget: { pool: 'acme', perMonth: 3000, warnAt: 0.8, onLimit: 'refuse' }.";

type Check = (value: unknown) => string | undefined;

const CHECKS: Readonly<Record<keyof BudgetRule, Check>> = {
  pool: poolNameFlaw,
  perMonth: (value) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_PER_MONTH
      ? undefined
      : `it must be a whole number of requests up to ${MAX_PER_MONTH}`,
  warnAt: (value) =>
    typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'it must be a part from 0 to 1',
  onLimit: oneOf('refuse', 'warn'),
  onStoreDown: oneOf('failOpen', 'failClosed'),
  force: (value) => (typeof value === 'boolean' ? undefined : 'it must be true or false'),
  redis: (value) =>
    value === undefined || (typeof value === 'string' && redisPlace(value) !== undefined)
      ? undefined
      : 'it must be a URL that begins with redis://, rediss:// or unix://',
};

function oneOf(...choices: readonly string[]): Check {
  return (value) => (choices.includes(String(value)) ? undefined : `it must be ${choices.join(' or ')}`);
}
