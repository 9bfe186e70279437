import {
  type PoolState,
  type PoolUsage,
  type Projection,
  poolState,
  projectMonth,
  startOfNextMonth,
} from '@dlubal-kit/auth-core';

/** A pool as it is shown. */
export interface PoolReport extends PoolUsage {
  readonly pool: string;
  readonly state: PoolState;
  /** Undefined within the first day of a month. */
  readonly projection: Projection | undefined;
  /** When the count starts again. */
  readonly resets: Date;
}

/** The part of a limit from which on a pool is shown as near it. */
const WARN_AT = 0.8;

/** @param usage What the store says. @param limit The limit of `~/.dlubalrc`, where programs set none. */
export function poolReport(pool: string, usage: PoolUsage, limit: number | undefined, now: Date): PoolReport {
  const known = { ...usage, limit: Number.isFinite(usage.limit) ? usage.limit : (limit ?? usage.limit) };
  return {
    pool,
    ...known,
    state: poolState(known, WARN_AT),
    projection: projectMonth(known, now),
    resets: startOfNextMonth(now),
  };
}

/** For dashboards: `limit`, `left` and `part` are null where no limit is known. */
export function poolJson({ pool, used, limit, state, closed, projection, resets }: PoolReport): object {
  const limited = Number.isFinite(limit);
  return {
    pool,
    used,
    limit: limited ? limit : null,
    left: limited ? Math.max(0, limit - used) : null,
    part: limited && limit > 0 ? used / limit : null,
    state,
    closed,
    projection: projection === undefined ? null : { ...projection, usedUpAt: projection.usedUpAt ?? null },
    resets,
  };
}
