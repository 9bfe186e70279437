import { UsageError } from '../failure/usage-error.js';
import { shownName } from '../terminal/shown-key-name.js';
import { called, type KeyChange, maskedKey } from './key-change.js';
import { DEFAULT, isDefault, namesWith, type StoredKeys } from './stored-keys.js';

/** What to store, and under which name. */
export interface NewKey {
  readonly name: string;
  readonly value: string;
  readonly force: boolean;
}

/** @throws {UsageError} when the name has another key, unless it may be replaced */
export function decideAdd(keys: StoredKeys, { name, value, force }: NewKey, path: string): KeyChange {
  const old = keys.get(name);
  const others = namesWith(keys, value).filter((other) => other !== name);
  const notes = others.map((other) => `the same key is stored as ${shownName(other)} already.`);
  if (old?.value === value) {
    const key = maskedKey(name, value, isDefault(keys, value));
    return { edit: {}, key, notes, sentence: `${called(key)} is stored already; nothing was changed.` };
  }
  if (old !== undefined && !force) throw nameTaken(name);
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

/** What to do where a name is taken. */
export const nameTaken = (name: string): UsageError =>
  new UsageError(
    `there is a key named ${shownName(name)} already.`,
    `Use another name; or replace that key with "dlubal-auth keys rotate ${shownName(name)}", which keeps the old one, or with --force, which does not.`,
  );
