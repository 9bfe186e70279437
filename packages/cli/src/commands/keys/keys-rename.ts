import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore } from '../../key/locate-store.js';
import { called, changeKeys, type KeyChange, maskedKey, printChange } from '../../key-store/key-change.js';
import { newKeyName } from '../../key-store/key-name.js';
import { DEFAULT, entryNamed, isDefault, readKeys, type StoredKeys } from '../../key-store/stored-keys.js';
import { shownName } from '../../terminal/shown-key-name.js';
import type { KEYS_RENAME } from './keys-definitions.js';

/** Gives a stored key another name; it keeps its position and its comments. */
export const keysRename: Run<typeof KEYS_RENAME> = async (options, context) => {
  const { old } = options;
  const to = newKeyName(options.to);
  const store = locateStore(options, context);
  decideRename(await readKeys(store), old, to);
  printChange(await changeKeys(store, (keys) => decideRename(keys, old, to)), context.print);
  return EXIT.ok;
};

/** @throws {KeyResolutionError | UsageError} when there is no such name, or the new one is taken */
export function decideRename(keys: StoredKeys, given: string, to: string): KeyChange {
  if (given.toLowerCase() === DEFAULT) {
    throw new UsageError(
      '"default" is not a name of its own: it follows the key that is the default.',
      'Rename that key.',
    );
  }
  const { name, value } = entryNamed(keys, given);
  if (to !== name && keys.has(to)) {
    throw new UsageError(`${shownName(to)} is taken.`, 'Choose another name, or remove that key first.');
  }
  const follows = isDefault(keys, value);
  const key = maskedKey(to, value ?? '', follows);
  if (to === name) return { edit: {}, key, notes: [], sentence: `${called(key)} already has that name.` };
  return {
    // The default is a value, so it follows by itself, unless it is written as a reference to the name.
    edit: { rename: { [name]: to }, ...(follows && value !== undefined ? { setDefault: value } : {}) },
    key,
    notes: [],
    sentence: `Renamed ${shownName(name)} to ${called(key)}${follows ? ', which stays the default' : ''}.`,
  };
}
