import { monthOf } from './month.js';

/** Requests of one calendar month against a limit. A value: counting gives a new one. */
export interface Meter {
  /** The month that is counted, as `2026-03`. The month turns at midnight UTC; the real server's zone is not known. */
  readonly month: string;
  /** Requests counted in that month, those beyond the limit included. */
  readonly used: number;
  /** Requests that the month includes; `Infinity` where nothing limits them. */
  readonly limit: number;
}

/** `counted`: the request was within the limit. `used-up`: it was beyond it. Either way it is in `meter.used`. */
export interface Verdict {
  readonly kind: 'counted' | 'used-up';
  readonly meter: Meter;
}

/** A meter with nothing counted in the month of `now`. */
export function newMeter(limit: number, now: Date): Meter {
  return { month: monthOf(now), used: 0, limit };
}

/** The meter in the month of `now`: a new month starts at zero. */
export function inMonth(meter: Meter, now: Date): Meter {
  const month = monthOf(now);
  return meter.month === month ? meter : { month, used: 0, limit: meter.limit };
}

/**
 * Counts one request. Every answered call counts, whatever it returned (docs/facts/wire.md, Metering).
 *
 * @param now moment of the call; only its UTC month is read.
 * @example countCall({ month: '2026-03', used: 999, limit: 1_000 }, new Date('2026-03-31T23:59:59Z')).kind // 'counted'
 */
export function countCall(meter: Meter, now: Date): Verdict {
  const { month, used, limit } = inMonth(meter, now);
  const next = { month, used: used + 1, limit };
  return { kind: next.used > limit ? 'used-up' : 'counted', meter: next };
}
