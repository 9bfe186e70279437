import { KeyResolutionError, keyFlaw, keyShape } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore } from '../../key/locate-store.js';
import { overridingPlace } from '../../key/overriding-place.js';
import { called, changeKeys, type KeyChange, maskedKey, printChange } from '../../key-store/key-change.js';
import {
  DEFAULT,
  entryNamed,
  isDefault,
  readKeys,
  type StoredKeys,
  valueNamed,
} from '../../key-store/stored-keys.js';
import { shownName } from '../../terminal/shown-key-name.js';
import type { KEYS_USE } from './keys-definitions.js';

/** Makes a stored key the default. */
export const keysUse: Run<typeof KEYS_USE> = async (options, context) => {
  const store = locateStore(options, context);
  // Decided once before the lock, so that a refusal creates no folder and waits for nobody.
  decideUse(await readKeys(store), options.name);
  const made = await changeKeys(store, (keys) => decideUse(keys, options.name));
  const overriding = await overridingPlace(made.key.fingerprint, options, context);
  printChange({ ...made, notes: [...made.notes, ...overriding] }, context.print);
  return EXIT.ok;
};

/** @throws {KeyResolutionError} when there is no such name, or its value could never be sent */
export function decideUse(keys: StoredKeys, given: string): KeyChange {
  if (given.toLowerCase() === DEFAULT) {
    throw new UsageError(
      '"default" is what this command sets. Give the name of a key: dlubal-auth keys use NAME.',
    );
  }
  const value = valueNamed(keys, given);
  const { name, line } = entryNamed(keys, given);
  const flaw = keyFlaw(value);
  if (flaw !== undefined && keyShape(value) !== 'unusual') {
    throw new KeyResolutionError('key-malformed', {
      happened: `config.ini, line ${line}, ${shownName(name)}: ${flaw}.`,
      remedy: `Enter the key again with "dlubal-auth keys add ${shownName(name)} --force".`,
    });
  }
  const key = maskedKey(name, value, true);
  return {
    edit: { setDefault: value },
    key,
    sentence: `${called(key)} is the default ${isDefault(keys, value) ? 'already' : 'now'}.`,
    notes: flaw === undefined ? [] : [`this does not look like an API key: ${flaw}.`],
  };
}
