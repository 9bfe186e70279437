import { changePool, homeFolder, rememberBudget } from '@dlubal-kit/node-client/config';
import type { OptionsOf, Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { homeOf } from '../../key/path-of.js';
import type { Context } from '../../terminal/context.js';
import type { BUDGET_SET } from './budget-definitions.js';
import { budgetPlace, namedPool, onePool } from './budget-place.js';

type Options = OptionsOf<typeof BUDGET_SET>;

/** Writes a budget to `~/.dlubalrc`, or corrects the count of the month. */
export const budgetSet: Run<typeof BUDGET_SET> = async (options, context) => {
  const { perMonth, used } = options;
  if (perMonth === undefined && used === undefined)
    throw new UsageError('nothing was given to set.', 'Give --per-month, --used or both.');
  const done: string[] = [];
  if (perMonth !== undefined) done.push(await setLimit(perMonth, options, context));
  if (used !== undefined) done.push(await setUsed(used, options, context));
  context.print.json({ ok: true, pool: namedPool(options.pool, context) ?? null, perMonth, used });
  context.print.view(done.join('\n'));
  return EXIT.ok;
};

async function setLimit(limit: number, options: Options, context: Context): Promise<string> {
  const pool = namedPool(options.pool, context);
  const file = await rememberBudget(homeOf(context) ?? homeFolder(), {
    budget_per_month: limit,
    ...(pool === undefined ? {} : { budget_pool: pool }),
  });
  const whose = pool === undefined ? 'Each key' : `Pool "${pool}"`;
  return `${whose} has a budget of ${limit} requests per month, written to ${file}.`;
}

async function setUsed(used: number, options: Options, context: Context): Promise<string> {
  const pool = onePool(options.pool, context);
  await changePool(pool, budgetPlace(options, context), new Date(), { kind: 'set-used', used });
  return `Pool "${pool}" has used ${used} requests this month.`;
}
