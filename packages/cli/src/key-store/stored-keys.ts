import {
  type ConfigEntry,
  type ConfigSyntaxError,
  failureOf,
  KeyResolutionError,
  nearestNames,
  type ParsedConfig,
} from '@dlubal-kit/auth-core';
import type { ConfigStore } from '@dlubal-kit/node-client/config';
import { shownName } from '../terminal/shown-key-name.js';

/** The entry with the value of the key that is used when none is named. */
export const DEFAULT = 'default';

/** The entries of `[api_keys]` by name, in the order of the file. */
export type StoredKeys = ReadonlyMap<string, ConfigEntry>;

/** config.ini has a line that clients cannot read: exit code 8. */
export class UnreadableConfigError extends Error {
  override readonly name = 'UnreadableConfigError';
  readonly failure = failureOf('config-syntax');

  constructor(path: string, error: ConfigSyntaxError) {
    super(`${path}, ${error.message}`);
  }
}

/** @throws {UnreadableConfigError} */
export function storedKeys(path: string, config: ParsedConfig | undefined): StoredKeys {
  if (config?.ok === false) throw new UnreadableConfigError(path, config.error);
  return config?.apiKeys ?? new Map();
}

/** @throws {ConfigFileError | UnreadableConfigError} when the file exists and cannot be read */
export async function readKeys(store: ConfigStore): Promise<StoredKeys> {
  const { path, config } = await store.read();
  return storedKeys(path, config);
}

/** @throws {KeyResolutionError} `key-unknown-name`, with the nearest names */
export function entryNamed(keys: StoredKeys, given: string): ConfigEntry {
  const entry = keys.get(given.toLowerCase());
  if (entry !== undefined) return entry;
  const names = [...keys.keys()].filter((name) => name !== DEFAULT);
  const nearest = nearestNames(given, names);
  const hint =
    nearest.length > 0
      ? `did you mean ${nearest.map(shownName).join(' or ')}?`
      : names.length > 0
        ? 'see "dlubal-auth keys list".'
        : 'no key is stored yet; store one with "dlubal-auth keys add NAME".';
  throw new KeyResolutionError('key-unknown-name', `no key named ${shownName(given)}; ${hint}`, {
    keyName: given,
    nearest,
  });
}

/** @throws {KeyResolutionError} when there is no such name, or its value cannot be read */
export function valueNamed(keys: StoredKeys, given: string): string {
  const entry = entryNamed(keys, given);
  if (entry.error === undefined) return entry.value;
  throw new KeyResolutionError('config-syntax', `config.ini, ${entry.error.message}`, {
    keyName: entry.name,
    line: entry.line,
  });
}

/** Every name with this value, except `default`. */
export function namesWith(keys: StoredKeys, value: string): string[] {
  return [...keys.values()]
    .filter((entry) => entry.name !== DEFAULT && entry.value === value)
    .map(({ name }) => name);
}

/** Whether a value is that of `default`. */
export function isDefault(keys: StoredKeys, value: string | undefined): boolean {
  return value !== undefined && keys.get(DEFAULT)?.value === value;
}
