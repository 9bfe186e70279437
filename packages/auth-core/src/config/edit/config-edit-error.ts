import { brand } from '../../failure/brand.js';
import { DlubalError } from '../../failure/dlubal-error.js';
import { localFailure } from '../../failure/local-failure.js';
import { FILE_KINDS } from '../../failure/tables/local/file-kinds.js';

/**
 * An edit of config.ini that would lose something or could not be read back. The text is left as it was; the
 * message says what to do and never holds a value. `kind` is `edit-refused`.
 */
export class ConfigEditError extends DlubalError<'edit-refused'> {
  static {
    brand(ConfigEditError, 'ConfigEditError');
  }

  /**
   * @param happened What is in the way, in one sentence.
   * @param remedy What to do instead.
   */
  constructor(happened: string, remedy: string) {
    super(localFailure(FILE_KINDS, 'edit-refused', { happened, remedy }));
  }
}
