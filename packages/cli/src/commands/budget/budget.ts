import { monthOf } from '@dlubal-kit/auth-core';
import { changePool, poolsOfMachine } from '@dlubal-kit/node-client/config';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import type { BUDGET } from './budget-definitions.js';
import { budgetPlace, homeSettings, namedPool } from './budget-place.js';
import { type PoolReport, poolJson, poolReport } from './pool-report.js';
import { poolsView } from './pool-view.js';

/** Shows each pool of this machine against its limit. */
export const budget: Run<typeof BUDGET> = async (options, context) => {
  const { print } = context;
  const now = new Date();
  const place = budgetPlace(options, context);
  const named = namedPool(options.pool, context);
  const all = options.pool === undefined ? poolsOfMachine(place.folder, now) : [];
  const pools = [...new Set([...(named === undefined ? [] : [named]), ...all])];
  const limit = homeSettings(context).budgetPerMonth;
  const reports: PoolReport[] = [];
  for (const pool of pools) {
    const usage = await changePool(pool, place, now, { kind: 'look' });
    reports.push(poolReport(pool, usage, pool === named ? limit : undefined, now));
  }
  print.json({ ok: true, month: monthOf(now), pools: reports.map(poolJson) });
  if (reports.length > 0) print.view(poolsView(reports));
  else print.note('no program has used a budget this month. Set one: dlubal-auth budget set --per-month N');
  return EXIT.ok;
};
