import { MisuseError } from '@dlubal-kit/auth-core';

/**
 * A time limit that can be used, as it was given.
 *
 * @param option What it is called in the message.
 * @throws {MisuseError} when it is not a number of milliseconds above 0.
 */
export function checkDeadline(deadlineMs: number, option = 'deadlineMs'): number {
  if (typeof deadlineMs === 'number' && deadlineMs > 0) return deadlineMs;
  throw new MisuseError(
    `${option} must be a number of milliseconds above 0, got ${String(deadlineMs).slice(0, 40)}.`,
    'Give for example 30_000, or Infinity for no limit.',
  );
}
