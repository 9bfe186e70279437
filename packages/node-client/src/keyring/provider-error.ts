import { type Failure, failureOf } from '@dlubal-kit/auth-core';

/** A command, keyring or chain that should give the key did not. The message never holds what they printed as key. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly kind = 'provider-failed';
  readonly failure: Failure;
  /** Which provider, for example `fromCommand(vault)`. */
  readonly provider: string;

  constructor(provider: string, sentence: string, options: { readonly cause?: unknown } = {}) {
    super(`[provider-failed] ${provider}: ${sentence}`, options);
    this.provider = provider;
    this.failure = failureOf(this.kind, { remedy: sentence });
  }
}
