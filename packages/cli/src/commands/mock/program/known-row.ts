import { nearestNames } from '@dlubal-kit/auth-core';
import { UsageError } from '../../../failure/usage-error.js';

/**
 * Refuses a row to rehearse that does not exist.
 *
 * @param demand The option and its verb: `--row must be`.
 * @throws {UsageError} with the rows, and the nearest one.
 */
export function checkRow(row: string, known: readonly string[], demand: string): void {
  if (known.includes(row)) return;
  const [near] = nearestNames(row, known);
  throw new UsageError(
    `${demand} one of ${known.join(', ')}, got "${row}".`,
    near === undefined ? 'Write one of them.' : `Did you mean ${near}?`,
  );
}
