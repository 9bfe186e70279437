import { UsageError } from '../failure/usage-error.js';

/** @throws {UsageError} unless the text is a whole number of at most nine digits. */
export function readWhole(option: string, text: string | undefined, unit: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--${option} wants a whole number of ${unit}, such as --${option} 1000.`);
}
