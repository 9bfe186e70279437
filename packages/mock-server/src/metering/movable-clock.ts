import { MisuseError, startOfNextMonth } from '@dlubal-kit/auth-core';
import { RealDate } from '../engine/real-timers.js';

/**
 * The clock by which the server counts months. It runs with the system's time until a test moves it, and goes on
 * running from there. Fake timers of a test runner do not touch it.
 *
 * @example server.clock.nextMonth(); // the limit is fresh again
 */
export class MovableClock {
  #offsetMs = 0;
  #fixed: Date | undefined;

  constructor(start?: Date | string) {
    if (start !== undefined) this.set(start);
  }

  now(): Date {
    return this.#fixed ?? new Date(RealDate.now() + this.#offsetMs);
  }

  /**
   * Stops the clock at a moment.
   * @throws {MisuseError} when it is not a date.
   */
  set(moment: Date | string): void {
    const date = dateOf(moment);
    if (Number.isNaN(date.getTime())) {
      throw new MisuseError(
        "The mock server's clock cannot be set: this is not a date.",
        'Give one such as 2026-03-31T23:59:58Z.',
      );
    }
    this.#fixed = date;
  }

  /** Moves the clock by some milliseconds. */
  advance(ms: number): void {
    if (this.#fixed === undefined) this.#offsetMs += ms;
    else this.#fixed = new Date(this.#fixed.getTime() + ms);
  }

  /** Moves the clock to the first moment of the next month, UTC. */
  nextMonth(): void {
    const now = this.now();
    this.advance(startOfNextMonth(now).getTime() - now.getTime());
  }

  /** Goes back to the system's time. */
  reset(): void {
    this.#offsetMs = 0;
    this.#fixed = undefined;
  }
}

/** By its shape: a date of another realm is not an instance of this one's `Date`. What is none gives an invalid date. */
function dateOf(moment: unknown): Date {
  if (typeof moment === 'string' || typeof moment === 'number') return new Date(moment);
  const isDate =
    typeof moment === 'object' &&
    moment !== null &&
    'getTime' in moment &&
    typeof moment.getTime === 'function';
  return new Date(isDate ? Number((moment as Date).getTime()) : Number.NaN);
}
