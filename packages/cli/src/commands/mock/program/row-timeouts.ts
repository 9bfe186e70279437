import { UsageError } from '../../../failure/usage-error.js';
import { checkRow } from './known-row.js';

/** What `--timeout` says: seconds for every row, or for one, as `silence=65`; several with commas. In milliseconds. */
export function rowTimeouts(
  given: readonly string[],
  rows: readonly string[],
  known: readonly string[],
): Record<string, number> {
  const parts = given.flatMap((text) => text.split(',')).map((text) => partOf(text, known));
  const forAll = parts.findLast(({ row }) => row === undefined)?.ms;
  const all =
    forAll === undefined ? [] : (rows.length === 0 ? known : rows).map((row) => [row, forAll] as const);
  const named = parts.flatMap(({ row, ms }) => (row === undefined ? [] : [[row, ms] as const]));
  return Object.fromEntries([...all, ...named]);
}

function partOf(text: string, known: readonly string[]): { row: string | undefined; ms: number } {
  const [seconds = '', row, ...more] = text.split('=').reverse();
  if (!/^[1-9]\d{0,5}$/.test(seconds) || more.length > 0) {
    throw new UsageError(
      `--timeout must be a whole number of seconds, or ROW=SECONDS, got "${text}".`,
      'Write for example --timeout 30, or --timeout silence=65.',
    );
  }
  if (row !== undefined) checkRow(row, known, '--timeout must name');
  return { row, ms: Number(seconds) * 1000 };
}
