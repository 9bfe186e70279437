import { type KeyFormat, KeyResolutionError, keyFlaw, whyNotSendable } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore } from '../../key/locate-store.js';
import { overridingPlace } from '../../key/overriding-place.js';
import { consentToLoss } from '../../key-store/consent-to-loss.js';
import { called, changeKeys, type KeyChange, maskedKey, printChange } from '../../key-store/key-change.js';
import { DEFAULT, entryNamed, isDefault, type StoredKeys, valueNamed } from '../../key-store/stored-keys.js';
import { shownName } from '../../terminal/shown-key-name.js';
import type { KEYS_USE } from './keys-definitions.js';

/** Makes a stored key the default. */
export const keysUse: Run<typeof KEYS_USE> = async (options, context) => {
  const store = locateStore(options, context);
  const decide = (keys: StoredKeys) => decideUse(keys, options.name, store.keyFormat);
  // Decided once before the lock, so that a refusal creates no folder and waits for nobody.
  const agreed = await consentToLoss(store, decide, options.yes, context);
  const made = await changeKeys(store, decide, agreed);
  const overriding = await overridingPlace(made.key.fingerprint, options, context);
  printChange({ ...made, notes: [...made.notes, ...overriding] }, context.print);
  return EXIT.ok;
};

/** @throws {KeyResolutionError} when there is no such name, or its value could never be sent */
export function decideUse(keys: StoredKeys, given: string, format?: KeyFormat): KeyChange {
  if (given.toLowerCase() === DEFAULT) {
    throw new UsageError(
      '"default" is what this command sets.',
      'Give the name of a key: dlubal-auth keys use NAME.',
    );
  }
  const value = valueNamed(keys, given);
  const { name, line } = entryNamed(keys, given);
  const flaw = whyNotSendable(value, format);
  if (flaw !== undefined) {
    throw new KeyResolutionError('key-malformed', {
      happened: `config.ini, line ${line}, ${shownName(name)}: ${flaw}.`,
      remedy: `Enter the key again with "dlubal-auth keys add ${shownName(name)} --force".`,
    });
  }
  const unusual = keyFlaw(value, format);
  const key = maskedKey(name, value, true);
  return {
    edit: { setDefault: value },
    key,
    sentence: `${called(key)} is the default ${isDefault(keys, value) ? 'already' : 'now'}.`,
    notes: unusual === undefined ? [] : [`this does not look like an API key: ${unusual}.`],
  };
}
