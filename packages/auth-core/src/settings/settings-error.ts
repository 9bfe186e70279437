import { brand } from '../failure/brand.js';
import { DlubalError } from '../failure/dlubal-error.js';
import { failureOf } from '../failure/failure-of.js';

/** What a `SettingsError` is made of. */
export interface SettingsErrorParts {
  /** The field at fault, as it is written in the file. */
  readonly field: string;
  /** Line of the field, counted from 1; undefined where the line is not known. */
  readonly line: number | undefined;
  /** What is wrong with it, in one sentence. */
  readonly problem: string;
  /** What to write instead. */
  readonly remedy: string;
}

/** A `.dlubalrc` that cannot be used. The message names the field and the line, never a value. */
export class SettingsError extends DlubalError<'settings-invalid'> {
  static {
    brand(SettingsError, 'SettingsError');
  }

  /** The field at fault, as it is written in the file. */
  readonly field: string;
  /** Line of the field, counted from 1; undefined where the line is not known. */
  readonly line: number | undefined;

  constructor({ field, line, problem, remedy }: SettingsErrorParts) {
    const where = line === undefined ? field : `line ${line}, ${field}`;
    super(failureOf('settings-invalid', { happened: `.dlubalrc, ${where}: ${problem}`, remedy }));
    this.field = field;
    this.line = line;
  }
}
