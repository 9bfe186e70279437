import { failureOf } from '../failure/failure-of.js';
import type { Failure } from '../failure/failure-types.js';

/** A `.dlubalrc` that cannot be used. The message names the field and the line, never a value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly kind = 'settings-invalid';
  readonly failure: Failure;
  /** The field at fault, as it stands in the file. */
  readonly field: string;
  /** Line of the field, counted from 1; undefined where the line could not be told. */
  readonly line: number | undefined;

  constructor(field: string, line: number | undefined, problem: string) {
    const where = line === undefined ? field : `line ${line}, ${field}`;
    super(`[settings-invalid] .dlubalrc, ${where}: ${problem}`);
    this.field = field;
    this.line = line;
    this.failure = failureOf('settings-invalid', { remedy: `.dlubalrc, ${where}: ${problem}` });
  }
}
