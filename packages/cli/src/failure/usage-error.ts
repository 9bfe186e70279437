import { brand, DlubalError, failureOf } from '@dlubal-kit/auth-core';

/** The command line cannot be understood: kind `usage`, exit code 2. */
export class UsageError extends DlubalError<'usage'> {
  static {
    brand(UsageError, 'UsageError');
  }

  /**
   * @param happened What is wrong, in one sentence.
   * @param remedy What to do instead.
   */
  constructor(happened: string, remedy: string, options?: { readonly cause?: unknown }) {
    super(failureOf('usage', { happened, remedy }), options);
  }
}
