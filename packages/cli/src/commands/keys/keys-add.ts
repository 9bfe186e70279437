import type { Run } from '../../command-line/command.js';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore } from '../../key/locate-store.js';
import { checkWayIn, enterKey } from '../../key-store/enter-key.js';
import { called, changeKeys, faceOf, type KeyChange } from '../../key-store/key-change.js';
import { keyChangeView } from '../../key-store/key-change-view.js';
import { newKeyName } from '../../key-store/key-name.js';
import { plainTextNotice } from '../../key-store/plain-text-notice.js';
import { DEFAULT, isDefault, namesHolding, readKeys, type StoredKeys } from '../../key-store/stored-keys.js';
import { shownName } from '../../terminal/shown-name.js';
import { keyringAdd } from './keyring-add.js';

/** What is to be stored, and under which name. */
export interface NewKey {
  readonly name: string;
  readonly value: string;
  readonly force: boolean;
}

/** Stores a key under a name, in config.ini or in the system's keyring. */
export const keysAdd: Run = async (call, context) => {
  const [given = ''] = call.words;
  const name = newKeyName(given);
  checkWayIn('keys add NAME', call, context);
  if (call.flags.keyring) return keyringAdd(name, call, context);
  const force = call.flags.force === true;
  const store = locateStore(call, context);
  const present = await readKeys(store);
  // Nobody types a key to be told afterwards; a pipe may bring the very key that is there.
  if (present.has(name) && !force && !call.flags.stdin) throw taken(name);
  plainTextNotice(store.path, context, ' --keyring puts it into the system keyring instead.');
  const { value, notes } = await enterKey(`Key for ${shownName(name)} (not shown): `, call, context);
  const change = await changeKeys(store, (keys) => decideAdd(keys, { name, value, force }, store.path));
  keyChangeView({ ...change, notes: [...notes, ...change.notes] }, call, context);
  return 0;
};

/** @throws {UsageError} when the name holds another key, unless it may be replaced */
export function decideAdd(keys: StoredKeys, { name, value, force }: NewKey, path: string): KeyChange {
  const old = keys.get(name);
  const others = namesHolding(keys, value).filter((other) => other !== name);
  const notes = others.map((other) => `the same key is stored as ${shownName(other)} already.`);
  if (old?.value === value) {
    const key = faceOf(name, value, isDefault(keys, value));
    return { edit: {}, key, notes, sentence: `${called(key)} is stored already; nothing was changed.` };
  }
  if (old !== undefined && !force) throw taken(name);
  const makeDefault = !keys.has(DEFAULT) || isDefault(keys, old?.value);
  if (makeDefault) {
    notes.push(keys.has(DEFAULT) ? 'the default moved with it.' : 'it is the default, since there was none.');
  }
  const key = faceOf(name, value, makeDefault || isDefault(keys, value));
  return {
    edit: { set: { [name]: value }, ...(makeDefault ? { setDefault: value } : {}) },
    key,
    notes,
    sentence: `Stored ${called(key)} in ${path}.`,
  };
}

const taken = (name: string): UsageError =>
  new UsageError(
    `there is a key named ${shownName(name)} already. Take another name; or replace that key with "dlubal-auth keys rotate ${shownName(name)}", which keeps the old one, or with --force, which does not.`,
  );
