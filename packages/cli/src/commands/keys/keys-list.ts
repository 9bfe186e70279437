import { type ConfigEntry, keyFlaw, mask } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/command.js';
import { fingerprint } from '../../key/fingerprint.js';
import { locateStore } from '../../key/locate-store.js';
import { DEFAULT, type StoredKeys, storedKeys } from '../../key-store/stored-keys.js';
import { printJson } from '../../terminal/print-json.js';
import { keysListView } from './keys-list-view.js';

/** One name as it is listed. Holds no key. */
export interface ListedKey {
  readonly name: string;
  readonly fingerprint: string;
  readonly masked: string;
  /** Whether `default` holds the same value. */
  readonly isDefault: boolean;
  readonly line: number;
  /** Why the value cannot be used, where it cannot. */
  readonly problem?: string;
}

function listed({ name, line, value = '', error }: ConfigEntry, defaultValue: string | undefined): ListedKey {
  const problem = error?.message ?? keyFlaw(value);
  return {
    name,
    fingerprint: fingerprint(value),
    masked: mask(value),
    isDefault: error === undefined && value === defaultValue,
    line,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** The names of a config.ini, in its order; `default` is told as a mark, and listed only when it is no name's. */
export function listKeys(keys: StoredKeys): ListedKey[] {
  const defaultEntry = keys.get(DEFAULT);
  const rows = [...keys.values()]
    .filter(({ name }) => name !== DEFAULT)
    .map((entry) => listed(entry, defaultEntry?.value));
  const unnamed = defaultEntry !== undefined && !rows.some(({ isDefault }) => isDefault);
  return unnamed ? [...rows, listed(defaultEntry, defaultEntry.value)] : rows;
}

/** Lists the keys of config.ini, masked. */
export const keysList: Run = async (call, context) => {
  const { path, config } = await locateStore(call, context).read();
  const keys = listKeys(storedKeys(path, config));
  if (call.flags.json) printJson(context, { ok: true, config: path, exists: config !== undefined, keys });
  else keysListView(keys, path, call, context);
  return 0;
};
