import { redact } from '@dlubal-kit/auth-core';

/**
 * A time limit that can be used, as it was given.
 *
 * @throws {RangeError} when it is no number of milliseconds above 0.
 */
export function checkDeadline(deadlineMs: number): number {
  if (typeof deadlineMs === 'number' && deadlineMs > 0) return deadlineMs;
  throw new RangeError(
    `deadlineMs is ${redact(String(deadlineMs)).slice(0, 40)}: it is a time in milliseconds, more than 0. Give for example 30_000, or Infinity for no limit.`,
  );
}
