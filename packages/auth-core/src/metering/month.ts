/** The UTC month of a moment, as `2026-03`. The month turns at midnight UTC; the real server's zone is not known. */
export function monthOf(now: Date): string {
  return `${String(now.getUTCFullYear()).padStart(4, '0')}-${TWO_DIGITS[now.getUTCMonth()]}`;
}

const TWO_DIGITS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

/** The first moment of the month of `now`, UTC. */
export function startOfMonth(now: Date): Date {
  return monthsLater(now, 0);
}

/** The first moment of the month after that of `now`, UTC: when the count starts again. */
export function startOfNextMonth(now: Date): Date {
  return monthsLater(now, 1);
}

/** The first moment, UTC, of the month that is `months` after that of `now`; a negative number looks back. */
export function monthsLater(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
}
