import { brand } from '../../failure/brand.js';
import { DlubalError } from '../../failure/dlubal-error.js';
import { failureOf } from '../../failure/failure-of.js';

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
    super(failureOf('edit-refused', { happened, remedy }));
  }
}
