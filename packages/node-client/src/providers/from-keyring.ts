import { ApiKey } from '@dlubal-kit/auth-core';
import { Keyring, type KeyringOptions } from '../keyring/keyring.js';
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
      const provided = { key: ApiKey.parse(value), name, source: 'keyring', warnings: [] } as const;
      return { kind: 'found', provider, provided };
    } catch (error) {
      return { kind: 'broken', provider, error: error as Error };
    }
  };
}
