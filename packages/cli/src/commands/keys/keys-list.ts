import { type ConfigEntry, type KeyFormat, keyFlaw, keyFormatOf } from '@dlubal-kit/auth-core';
import { ConfigFileError } from '@dlubal-kit/node-client/config';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { isNamed, locateStore } from '../../key/locate-store.js';
import { type MaskedKey, maskedKey } from '../../key-store/key-change.js';
import { DEFAULT, type StoredKeys, storedKeys } from '../../key-store/stored-keys.js';
import { type Column, faintTitles, table } from '../../terminal/columns.js';
import type { Context } from '../../terminal/context.js';
import { cellName } from '../../terminal/shown-key-name.js';
import type { KEYS_LIST } from './keys-definitions.js';

/** One name as it is listed. */
interface ListedKey extends MaskedKey {
  readonly line: number;
  /** Why the value cannot be used, where it cannot. */
  readonly problem?: string;
}

/** Lists the keys of config.ini, masked. */
export const keysList: Run<typeof KEYS_LIST> = async (options, context) => {
  const { print } = context;
  if (options.keyring) return listKeyring(context);
  const store = locateStore(options, context);
  const { path, config } = await store.read();
  if (config === undefined && isNamed(options, context)) throw new ConfigFileError(path, 'absent');
  const keys = listKeys(storedKeys(path, config), store.keyFormat);
  print.json({ ok: true, config: path, exists: config !== undefined, keys });
  if (keys.length > 0) print.view(keysListView(keys));
  else if (!print.asJson) {
    print.log(`No keys are stored in ${path}. Store one: dlubal-auth login`);
  }
  return EXIT.ok;
};

/** The keyring is read only when it is asked for: loading it takes longer than the rest. */
async function listKeyring({ print, keyring, env }: Context): Promise<number> {
  const stored = await (await keyring()).list();
  const keys = [...stored].sort().map(([name, value]) => {
    const problem = keyFlaw(value, keyFormatOf(undefined, env));
    return { ...maskedKey(name, value, false), ...(problem === undefined ? {} : { problem }) };
  });
  print.json({ ok: true, place: 'keyring', keys });
  if (keys.length > 0) print.view(faintTitles(table(keys, KEYRING_COLUMNS)));
  else if (!print.asJson) print.log('No keys are stored in the system keyring.');
  return EXIT.ok;
}

/** The names of a config.ini, in its order; `default` is shown as a mark, and listed only if no name has its value. */
export function listKeys(keys: StoredKeys, format?: KeyFormat): ListedKey[] {
  const defaultEntry = keys.get(DEFAULT);
  const rows = [...keys.values()]
    .filter(({ name }) => name !== DEFAULT)
    .map((entry) => listed(entry, defaultEntry?.value, format));
  const unnamed = defaultEntry !== undefined && !rows.some(({ isDefault }) => isDefault);
  return unnamed ? [...rows, listed(defaultEntry, defaultEntry.value, format)] : rows;
}

function listed(
  { name, line, value = '', error }: ConfigEntry,
  defaultValue: string | undefined,
  format: KeyFormat | undefined,
): ListedKey {
  const problem = error?.message ?? keyFlaw(value, format);
  return {
    ...maskedKey(name, value, error === undefined && value === defaultValue),
    line,
    ...(problem === undefined ? {} : { problem }),
  };
}

const KEYRING_COLUMNS: readonly Column<Omit<ListedKey, 'line'>>[] = [
  { title: 'NAME', value: ({ name }) => cellName(name) },
  { title: 'FINGERPRINT', value: ({ fingerprint }) => fingerprint },
  { title: 'KEY', value: ({ masked }) => masked },
  { title: 'PROBLEM', value: ({ problem }) => problem ?? '' },
];
const COLUMNS: readonly Column<ListedKey>[] = [
  ...KEYRING_COLUMNS.slice(0, -1),
  { title: 'DEFAULT', value: ({ isDefault }) => (isDefault ? 'default' : '') },
  { title: 'LINE', value: ({ line }) => String(line) },
  ...KEYRING_COLUMNS.slice(-1),
];

function keysListView(keys: readonly ListedKey[]): string {
  const columns = keys.some(({ problem }) => problem !== undefined) ? COLUMNS : COLUMNS.slice(0, -1);
  return faintTitles(table(keys, columns));
}
