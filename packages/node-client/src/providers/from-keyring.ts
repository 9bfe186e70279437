import { ApiKey, keyFormatOf, whyNotSendable } from '@dlubal-kit/auth-core';
import { Keyring, type KeyringOptions } from '../keyring/keyring.js';
import { ProviderError } from '../keyring/provider-error.js';
import type { Provider, ProviderAnswer } from './provider.js';

/**
 * The key that the system's keyring stores under a name. Needs the optional package `@napi-rs/keyring`, which is
 * loaded at the first request.
 *
 * @example chain(fromKeyring('project_2'), fromConfigFile())
 */
export function fromKeyring(name: string, options: KeyringOptions = {}): Provider {
  const provider = 'fromKeyring';
  const keyring = new Keyring(options);
  return async (): Promise<ProviderAnswer> => {
    try {
      const value = await keyring.get(name);
      if (value === undefined)
        return { kind: 'absent', provider, why: `the keyring holds no key named ${name}` };
      const flaw = whyNotSendable(value, keyFormatOf(options.keyFormat, process.env));
      if (flaw !== undefined) throw notAKey(provider, name, flaw);
      const provided = { key: ApiKey.parse(value), name, source: 'keyring', warnings: [] } as const;
      return { kind: 'found', provider, provided };
    } catch (error) {
      return { kind: 'broken', provider, error: error as Error };
    }
  };
}

const notAKey = (provider: string, name: string, flaw: string): ProviderError =>
  new ProviderError(
    provider,
    `what the keyring holds under ${name} is not an API key: ${flaw}.`,
    'Store the key there again: dlubal-auth keys add NAME --keyring --force',
  );
