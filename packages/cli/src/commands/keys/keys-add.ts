import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore } from '../../key/locate-store.js';
import { checkWayIn, enterKey } from '../../key-store/enter-key.js';
import { called, changeKeys, type KeyChange, maskedKey, printChange } from '../../key-store/key-change.js';
import { newKeyName } from '../../key-store/key-name.js';
import { plainTextNotice } from '../../key-store/plain-text-notice.js';
import { DEFAULT, isDefault, namesWith, readKeys, type StoredKeys } from '../../key-store/stored-keys.js';
import { shownName } from '../../terminal/shown-key-name.js';
import { keyringAdd } from './keyring-add.js';
import type { KEYS_ADD } from './keys-definitions.js';

/** What to store, and under which name. */
export interface NewKey {
  readonly name: string;
  readonly value: string;
  readonly force: boolean;
}

/** Stores a key under a name, in config.ini or in the system's keyring. */
export const keysAdd: Run<typeof KEYS_ADD> = async (options, context) => {
  const { stdin, force, keyring } = options;
  const name = newKeyName(options.name);
  checkWayIn('keys add NAME', stdin, context);
  if (keyring) return keyringAdd(name, { stdin, force }, context);
  const store = locateStore(options, context);
  const present = await readKeys(store);
  // Refuse before asking, so that nobody types a key for nothing; a pipe may bring the very key that is stored.
  if (present.has(name) && !force && !stdin) throw taken(name);
  plainTextNotice(store.path, context, ' --keyring stores it in the system keyring instead.');
  const { value, notes } = await enterKey(`Key for ${shownName(name)} (not shown): `, stdin, context);
  const change = await changeKeys(store, (keys) => decideAdd(keys, { name, value, force }, store.path));
  printChange({ ...change, notes: [...notes, ...change.notes] }, context.print);
  return EXIT.ok;
};

/** @throws {UsageError} when the name has another key, unless it may be replaced */
export function decideAdd(keys: StoredKeys, { name, value, force }: NewKey, path: string): KeyChange {
  const old = keys.get(name);
  const others = namesWith(keys, value).filter((other) => other !== name);
  const notes = others.map((other) => `the same key is stored as ${shownName(other)} already.`);
  if (old?.value === value) {
    const key = maskedKey(name, value, isDefault(keys, value));
    return { edit: {}, key, notes, sentence: `${called(key)} is stored already; nothing was changed.` };
  }
  if (old !== undefined && !force) throw taken(name);
  const makeDefault = !keys.has(DEFAULT) || isDefault(keys, old?.value);
  const key = maskedKey(name, value, makeDefault || isDefault(keys, value));
  return {
    edit: { set: { [name]: value }, ...(makeDefault ? { setDefault: value } : {}) },
    key,
    notes: [...notes, ...defaultNote(keys, key, makeDefault)],
    sentence: `Stored ${called(key)} in ${path}.`,
  };
}

/** What the default is from now on, and how to change it. */
function defaultNote(
  keys: StoredKeys,
  { name, isDefault: isNow }: KeyChange['key'],
  made: boolean,
): string[] {
  if (made)
    return [keys.has(DEFAULT) ? 'the default moved with it.' : 'it is the default, since there was none.'];
  if (isNow) return [];
  const [named] = namesWith(keys, keys.get(DEFAULT)?.value ?? '');
  const still = named === undefined ? 'a key without a name' : shownName(named);
  return [`the default is still ${still}. To change it: dlubal-auth keys use ${shownName(name)}`];
}

const taken = (name: string): UsageError =>
  new UsageError(
    `there is a key named ${shownName(name)} already. Use another name; or replace that key with "dlubal-auth keys rotate ${shownName(name)}", which keeps the old one, or with --force, which does not.`,
  );
