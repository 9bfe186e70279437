import type { Run } from '../../command-line/command.js';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore } from '../../key/locate-store.js';
import { called, changeKeys, faceOf, type KeyChange } from '../../key-store/key-change.js';
import { keyChangeView } from '../../key-store/key-change-view.js';
import { newKeyName } from '../../key-store/key-name.js';
import { DEFAULT, entryNamed, isDefault, readKeys, type StoredKeys } from '../../key-store/stored-keys.js';
import { shownName } from '../../terminal/shown-name.js';

/** Gives a stored key another name; it keeps its place and its comments. */
export const keysRename: Run = async (call, context) => {
  const [old = '', given = ''] = call.words;
  const to = newKeyName(given);
  const store = locateStore(call, context);
  decideRename(await readKeys(store), old, to);
  keyChangeView(await changeKeys(store, (keys) => decideRename(keys, old, to)), call, context);
  return 0;
};

/** @throws {KeyResolutionError | UsageError} when there is no such name, or the new one is taken */
export function decideRename(keys: StoredKeys, given: string, to: string): KeyChange {
  if (given.toLowerCase() === DEFAULT) {
    throw new UsageError('default is no name of its own: it follows the key that was used last.');
  }
  const { name, value } = entryNamed(keys, given);
  if (to !== name && keys.has(to)) {
    throw new UsageError(`${shownName(to)} is taken. Choose another name, or remove that key first.`);
  }
  const follows = isDefault(keys, value);
  const key = faceOf(to, value ?? '', follows);
  if (to === name) return { edit: {}, key, notes: [], sentence: `${called(key)} is called so already.` };
  return {
    // The default holds a value, so it follows by itself, unless it is written as a reference to the name.
    edit: { rename: { [name]: to }, ...(follows && value !== undefined ? { setDefault: value } : {}) },
    key,
    notes: [],
    sentence: `Renamed ${shownName(name)} to ${called(key)}${follows ? ', which stays the default' : ''}.`,
  };
}
