import { brand } from '../failure/brand.js';
import { DlubalError } from '../failure/dlubal-error.js';
import { localFailure } from '../failure/local-failure.js';
import { SETTINGS_KINDS } from '../failure/tables/local/settings-kinds.js';

/** Why a setting cannot be used: it is wrong, or its file is not allowed to hold it. */
export type SettingsErrorKind = 'settings-invalid' | 'settings-untrusted';

/** What a `SettingsError` is made of. */
export interface SettingsErrorParts {
  /** @default 'settings-invalid' */
  readonly kind?: SettingsErrorKind;
  /** The file or the variable at fault. @default '.dlubalrc' */
  readonly file?: string | undefined;
  /** The field at fault, as it is written in the file; undefined where it is the whole. */
  readonly field?: string | undefined;
  /** Line of the field, counted from 1; undefined where the line is not known. */
  readonly line?: number | undefined;
  /** What is wrong with it, in one sentence. */
  readonly problem: string;
  /** What to write instead. */
  readonly remedy: string;
}

/**
 * A setting that cannot be used: `settings-invalid` where it is wrong, `settings-untrusted` where its file is not
 * allowed to hold it. The message names the file, the field and the line; of values it shows the server's host alone.
 */
export class SettingsError extends DlubalError<SettingsErrorKind> {
  static {
    brand(SettingsError, 'SettingsError');
  }

  /** The field at fault, as it is written in the file; undefined where it is the whole file. */
  readonly field: string | undefined;
  /** Line of the field, counted from 1; undefined where the line is not known. */
  readonly line: number | undefined;

  constructor({
    kind = 'settings-invalid',
    file = '.dlubalrc',
    field,
    line,
    problem,
    remedy,
  }: SettingsErrorParts) {
    const where = [file, line === undefined ? undefined : `line ${line}`, field].filter(Boolean).join(', ');
    super(localFailure(SETTINGS_KINDS, kind, { happened: `${where}: ${problem}`, remedy }));
    this.field = field;
    this.line = line;
  }
}
