import { type Column, table } from '../../terminal/columns.js';
import { type Colour, paint } from '../../terminal/paint.js';
import type { PoolReport } from './pool-report.js';

const BAR_WIDTH = 24;

const COLOURS: Readonly<Record<PoolReport['state'], Colour>> = {
  open: 'good',
  near: 'note',
  'used-up': 'bad',
  closed: 'bad',
};

const COLUMNS: readonly Column<PoolReport>[] = [
  { title: 'POOL', value: ({ pool }) => pool },
  { title: '', value: bar },
  { title: 'USED', value: usedWords },
  { title: 'AT THIS PACE', value: outlook },
];

/** Each pool as a bar against its limit. */
export const poolsView = (reports: readonly PoolReport[]): string => table(reports, COLUMNS);

function bar({ used, limit, state }: PoolReport): string {
  if (!Number.isFinite(limit)) return '';
  const part = limit === 0 ? 1 : Math.min(1, used / limit);
  const full = Math.floor(part * BAR_WIDTH);
  return paint[COLOURS[state]]('█'.repeat(full)) + paint.faint('░'.repeat(BAR_WIDTH - full));
}

function usedWords({ used, limit }: PoolReport): string {
  if (!Number.isFinite(limit)) return `${grouped(used)}, no limit known`;
  const percent = limit === 0 ? '' : ` (${Math.floor((used / limit) * 100)} %)`;
  return `${grouped(used)} of ${grouped(limit)}${percent}`;
}

/** What the rest of the month brings, in one sentence. */
function outlook({ state, projection, resets }: PoolReport): string {
  if (state === 'closed') return `closed by the server until ${dayOf(resets)}, or "dlubal-auth budget clear"`;
  if (state === 'used-up') return `used up until ${dayOf(resets)}`;
  if (projection === undefined) return 'too early in the month to say';
  if (projection.usedUpAt !== undefined) return `used up on ${dayOf(projection.usedUpAt)}`;
  return `about ${grouped(projection.requests)} by ${dayOf(resets)}`;
}

const grouped = (count: number): string => count.toLocaleString('en-US');

const dayOf = (date: Date): string =>
  date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
