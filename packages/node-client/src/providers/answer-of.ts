import { isErrorLike } from '@dlubal-kit/auth-core';
import type { ProvidedKey, ProviderAnswer } from './provider.js';

/** Runs the work of a provider that was asked for a key: what it throws makes it broken. */
export async function answerOf(provider: string, work: () => Promise<ProvidedKey>): Promise<ProviderAnswer> {
  try {
    return { kind: 'found', provider, provided: await work() };
  } catch (error) {
    return { kind: 'broken', provider, error: isErrorLike(error) ? error : new Error(String(error)) };
  }
}
