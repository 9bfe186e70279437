import {
  CHECKED_LATER,
  checkFields,
  type Failure,
  type FieldChecks,
  MisuseError,
} from '@dlubal-kit/auth-core';

/** How often a call is made that failed before the server saw it. */
export interface RetryOptions {
  /** Attempts in all, the first included: 1 to 100. */
  readonly attempts: number;
  /**
   * Wait before the second attempt, in milliseconds. It doubles with each attempt, up to 30 seconds, and varies by a fifth, so
   * that many clients do not come at once.
   *
   * @default 200
   */
  readonly backoff?: number | undefined;
}

const LONGEST_WAIT_MS = 30_000;

/** The options with their defaults. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly backoff: number;
}

/** Names alone: what is wrong with a value is said below, with an example. */
const RETRY_FIELDS: FieldChecks<RetryOptions> = { attempts: CHECKED_LATER, backoff: CHECKED_LATER };

/** @throws {MisuseError} when the options cannot be used. */
export function checkRetry(options: RetryOptions): RetryPolicy {
  checkFields(options, RETRY_FIELDS, 'the option retry');
  const { attempts, backoff = 200 } = options;
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > 100) {
    throw new MisuseError(
      `retry.attempts must be a whole number from 1 to 100, got ${String(attempts).slice(0, 40)}.`,
      'Give for example { attempts: 3 }: two repeats.',
    );
  }
  if (typeof backoff !== 'number' || !(backoff >= 0) || backoff === Number.POSITIVE_INFINITY) {
    throw new MisuseError(
      `retry.backoff must be a number of milliseconds, got ${String(backoff).slice(0, 40)}.`,
      'Give for example { attempts: 3, backoff: 200 }.',
    );
  }
  return { attempts, backoff };
}

/** Whether a failed call can be made again for nothing, and with some hope. */
export const isRepeatable = ({ billed, retryable }: Failure): boolean => billed === 'no' && retryable;

/**
 * Wait before an attempt, in milliseconds.
 *
 * @param attempt 1 for the second attempt.
 * @param chance From 0 to 1.
 */
export function waitBefore(attempt: number, backoff: number, chance: number): number {
  return Math.min(LONGEST_WAIT_MS, backoff * 2 ** (attempt - 1)) * (0.8 + 0.4 * chance);
}
