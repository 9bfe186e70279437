import type { ApiKey } from '@dlubal-kit/auth-core';
import type { KeyPlaces } from '../gather/key-places.js';
import { type LoadedKey, resolveFrom } from './resolve-from.js';

export interface LoadKeyOptions extends KeyPlaces {
  /** The key itself. */
  readonly apiKeyValue?: string | ApiKey | null | undefined;
  /** Name of a key in config.ini. With `apiKeyValue`: the name to store it under. */
  readonly apiKeyName?: string | null | undefined;
}

/**
 * Finds the key to send, from the places in their order: the options, `DLUBAL_API_KEY`, `DLUBAL_API_KEY_NAME`,
 * `key_name` in the nearest `.dlubalrc`, `default` in config.ini. Files are read only as far as the answer needs
 * them. Afterwards config.ini is told which key was used last, when it does not know; that this cannot be stored
 * is a warning, never an error.
 *
 * Asked again, it looks whether config.ini changed and reads it only then. A `.dlubalrc` that appears nearer than
 * the one in use is noticed within a second.
 *
 * @throws {KeyResolutionError} `key-missing`, `key-unknown-name`, `key-malformed` or `config-syntax`
 * @throws {ConfigFileError} when config.ini is needed and cannot be read
 * @throws {SettingsError} when the `.dlubalrc` in use cannot be used
 * @example
 * const { key, name, source } = await loadKey({ apiKeyName: 'project_2' });
 */
export function loadKey(options: LoadKeyOptions = {}): Promise<LoadedKey> {
  const { DLUBAL_API_KEY, DLUBAL_API_KEY_NAME } = options.env ?? process.env;
  return resolveFrom(
    {
      value: options.apiKeyValue,
      name: options.apiKeyName,
      env: { DLUBAL_API_KEY, DLUBAL_API_KEY_NAME },
      settings: true,
    },
    options,
  );
}
