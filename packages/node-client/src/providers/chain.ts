import { type ApiKey, KeyResolutionError } from '@dlubal-kit/auth-core';
import { checkProvider, type Provider } from './provider.js';

/**
 * Asks one provider after another. The first that finds a key ends it, and so does the first that is broken: a
 * vault that is down must not lead to another key being used.
 *
 * @throws {MisuseError} at once, for what is not a provider.
 * @example chain(fromOptions({ apiKeyName }), fromEnvironment(), fromCommand(['vault-key', 'dlubal']))
 */
export function chain(...providers: readonly Provider[]): Provider {
  for (const provider of providers) checkProvider(provider, 'chain');
  return async (request) => {
    const looked: string[] = [];
    for (const provider of providers) {
      const answer = await provider(request);
      if (answer.kind !== 'absent') return answer;
      looked.push(`${answer.provider}: ${answer.why}`);
    }
    return { kind: 'absent', provider: 'chain', why: looked.join('; ') || 'no providers were given' };
  };
}

/**
 * A provider as the `keyProvider` of `connect`.
 *
 * @returns a function that gives the key, or rejects: with the error of a broken provider, or with a
 * `KeyResolutionError` of kind `key-missing` that lists what was asked
 * @example await connect({ keyProvider: keyFrom(fromCommand(['vault-key', 'dlubal'])) });
 */
export function keyFrom(provider: Provider): () => Promise<ApiKey> {
  checkProvider(provider, 'keyFrom');
  return async () => {
    const answer = await provider();
    if (answer.kind === 'found') return answer.provided.key;
    if (answer.kind === 'broken') throw answer.error;
    throw new KeyResolutionError('key-missing', {
      happened: `No provider gave an API key. ${answer.provider}: ${answer.why}.`,
    });
  };
}
