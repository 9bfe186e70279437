import { brand } from '../failure/brand.js';
import { DlubalError } from '../failure/dlubal-error.js';
import { localFailure } from '../failure/local-failure.js';
import { KEY_FORM_KINDS } from '../failure/tables/local/key-form-kinds.js';

/** A text was given as a key that could never be one. The message says where it came from and why, never the text. */
export class KeyFormatError extends DlubalError<'key-malformed'> {
  static {
    brand(KeyFormatError, 'KeyFormatError');
  }

  /** Where the text came from, for example `DLUBAL_API_KEY`. */
  readonly place: string;

  /**
   * @param place Where the text came from: an option, a variable, a file and its line.
   * @param flaw What is wrong, in words that do not show the text.
   */
  constructor(place: string, flaw: string) {
    super(localFailure(KEY_FORM_KINDS, 'key-malformed', { happened: `${place}: ${flaw}.` }));
    this.place = place;
  }
}
