import { checkFields } from '@dlubal-kit/auth-core';
import { LOAD_KEY_FIELDS } from '../gather/gather-fields.js';
import type { KeyOptions, LookupOptions } from '../gather/gather-options.js';
import { type LoadedKey, resolveOptions } from './resolve-gathered.js';

/** Options of `loadKey`: which key, and where to look. */
export interface LoadKeyOptions extends KeyOptions, LookupOptions {}

/**
 * Finds the key to send, from the places in their order: the options, `DLUBAL_API_KEY`, `DLUBAL_API_KEY_NAME`,
 * `key_name` in the project's `.dlubalrc`, in that of the home folder, `default` in config.ini. A name that config.ini
 * does not hold is looked up in the system's keyring. Files are read only as far as the answer needs them. Afterwards
 * config.ini stores which key was used last, when it does not hold that yet and the key was asked for by option or
 * variable; that this cannot be stored is a warning, never an error.
 *
 * Asked again, it looks whether config.ini changed and reads it only then. A `.dlubalrc` that appears nearer than
 * the one in use is noticed within a second.
 *
 * @throws {KeyResolutionError} `key-missing`, `key-unknown-name`, `key-malformed` or `config-syntax`
 * @throws {ConfigFileError} when config.ini is needed and cannot be read
 * @throws {MisuseError} for an unknown option or a wrong type
 * @throws {SettingsError} `settings-invalid` or `settings-untrusted`, when a `.dlubalrc` in use cannot be used
 * @example
 * const { key, name, source } = await loadKey({ apiKeyName: 'project_2' });
 */
export async function loadKey(options: LoadKeyOptions = {}): Promise<LoadedKey> {
  checkFields(options, LOAD_KEY_FIELDS, "loadKey's options");
  return resolveOptions(options);
}
