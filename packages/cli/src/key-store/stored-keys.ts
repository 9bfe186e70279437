import {
  type ConfigEntry,
  type ConfigSyntaxError,
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

/** @throws {KeyResolutionError} `config-syntax`, when the file has a line that clients cannot read */
export function storedKeys(path: string, config: ParsedConfig | undefined): StoredKeys {
  if (config?.ok === false) throw unreadable(config.error, path);
  return config?.apiKeys ?? new Map();
}

function unreadable(
  { failure, line, problem }: ConfigSyntaxError,
  file = 'config.ini',
  keyName?: string,
): KeyResolutionError {
  const happened = `${file}, line ${line}: ${problem}`;
  return new KeyResolutionError('config-syntax', { happened, remedy: failure.remedy, line, keyName });
}

/** @throws {ConfigFileError | KeyResolutionError} when the file exists and cannot be read */
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
  const remedy =
    nearest.length > 0
      ? `Did you mean ${nearest.map(shownName).join(' or ')}?`
      : names.length > 0
        ? 'See "dlubal-auth keys list".'
        : 'Store a key with "dlubal-auth keys add NAME".';
  throw new KeyResolutionError('key-unknown-name', {
    happened: `config.ini has no key named ${shownName(given)}.`,
    remedy,
    keyName: given,
    nearest,
  });
}

/** @throws {KeyResolutionError} when there is no such name, or its value cannot be read */
export function valueNamed(keys: StoredKeys, given: string): string {
  const entry = entryNamed(keys, given);
  if (entry.error === undefined) return entry.value;
  throw unreadable(entry.error, undefined, entry.name);
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
