import { brand } from './brand.js';
import { DlubalError } from './dlubal-error.js';
import { localFailure } from './local-failure.js';
import { MISUSE_KINDS } from './tables/local/misuse-kinds.js';

/**
 * An option, argument or method was used in a way that is not allowed. Nothing was sent. `kind` is `client-misuse`.
 *
 * @example throw new MisuseError('deadlineMs is -1.', 'Give a number of milliseconds above 0, such as 30_000.');
 */
export class MisuseError extends DlubalError<'client-misuse'> {
  static {
    brand(MisuseError, 'MisuseError');
  }

  /**
   * @param happened What is wrong, in one sentence.
   * @param remedy What to write instead.
   */
  constructor(happened: string, remedy: string, options?: { readonly cause?: unknown }) {
    super(localFailure(MISUSE_KINDS, 'client-misuse', { happened, remedy }), options);
  }
}
