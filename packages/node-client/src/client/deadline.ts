import { MisuseError } from '@dlubal-kit/auth-core';

/**
 * Default time limit of a call, in milliseconds. A limit is always set, because a peer that accepts a connection
 * and never answers would hold the call for ever. A minute is longer than any look-up takes.
 */
export const DEFAULT_DEADLINE_MS = 60_000;

/**
 * Default time limit of calls that do work in the model, in milliseconds: an hour. One that is given up is billed all
 * the same, and the server goes on calculating.
 */
export const WORK_DEADLINE_MS = 3_600_000;

/** Methods that load, save or calculate: they take as long as the model is large. */
const WORK: ReadonlySet<string> = new Set([
  'calculate_all',
  'generate_combinations',
  'plausibility_check',
  'open_model',
  'save_model',
  'close_model',
  'close_all_models',
  'close_application',
]);

/** The default time limit of a method, by its name on the wire. */
export function defaultDeadlineMs(method: string): number {
  return WORK.has(method) ? WORK_DEADLINE_MS : DEFAULT_DEADLINE_MS;
}

/**
 * A time limit that can be used, as it was given.
 *
 * @throws {MisuseError} when it is not a number of milliseconds above 0.
 */
export function checkDeadline(deadlineMs: number): number {
  if (typeof deadlineMs === 'number' && deadlineMs > 0) return deadlineMs;
  throw new MisuseError(
    `deadlineMs must be a number of milliseconds above 0, got ${String(deadlineMs).slice(0, 40)}.`,
    'Give for example 30_000, or Infinity for no limit.',
  );
}
