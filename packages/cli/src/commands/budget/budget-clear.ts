import { changePool } from '@dlubal-kit/node-client/config';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import type { BUDGET_CLEAR } from './budget-definitions.js';
import { budgetPlace, onePool } from './budget-place.js';

/** Reopens a pool that the server closed. */
export const budgetClear: Run<typeof BUDGET_CLEAR> = async (options, context) => {
  const pool = onePool(options.pool, context);
  const { closed } = await changePool(pool, budgetPlace(options, context), new Date(), { kind: 'reopen' });
  context.print.json({ ok: true, pool, closed });
  context.print.view(`Pool "${pool}" is open: programs make calls again.`);
  return EXIT.ok;
};
