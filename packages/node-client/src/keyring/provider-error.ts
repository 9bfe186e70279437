import { brand, DlubalError, failureOf } from '@dlubal-kit/auth-core';

/** A command, keyring or function that should give the key did not. The message never holds what it gave. */
export class ProviderError extends DlubalError<'provider-failed'> {
  static {
    brand(ProviderError, 'ProviderError');
  }

  /** Which provider, for example `fromCommand(vault)`. */
  readonly provider: string;

  /**
   * @param problem What went wrong, in one sentence.
   * @param remedy What to do about it.
   */
  constructor(
    provider: string,
    problem: string,
    remedy: string,
    { reason, ...options }: { readonly cause?: unknown; readonly reason?: string } = {},
  ) {
    super(failureOf('provider-failed', { happened: `${provider}: ${problem}`, remedy, reason }), options);
    this.provider = provider;
  }
}
