import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { locateStore } from '../../key/locate-store.js';
import { consentToLoss } from '../../key-store/consent-to-loss.js';
import { decideAdd, nameTaken } from '../../key-store/decide-add.js';
import { checkWayIn, enterKey } from '../../key-store/enter-key.js';
import { changeKeys, printChange } from '../../key-store/key-change.js';
import { newKeyName } from '../../key-store/key-name.js';
import { plainTextNotice } from '../../key-store/plain-text-notice.js';
import { readKeys, type StoredKeys } from '../../key-store/stored-keys.js';
import { shownName } from '../../terminal/shown-key-name.js';
import { keyringAdd } from './keyring-add.js';
import type { KEYS_ADD } from './keys-definitions.js';

/** Stores a key under a name, in config.ini or in the system's keyring. */
export const keysAdd: Run<typeof KEYS_ADD> = async (options, context) => {
  const { stdin, force, yes, keyring } = options;
  const name = newKeyName(options.name);
  checkWayIn('keys add NAME', stdin, context);
  if (keyring) return keyringAdd(name, options, context);
  const store = locateStore(options, context);
  const present = await readKeys(store);
  // Refuse before asking, so that nobody types a key for nothing; a pipe may bring the very key that is stored.
  if (present.has(name) && !force && !stdin) throw nameTaken(name);
  plainTextNotice(store.path, context, ' --keyring stores it in the system keyring instead.');
  const { value, notes } = await enterKey(`Key for ${shownName(name)} (not shown): `, stdin, context);
  const decide = (keys: StoredKeys) => decideAdd(keys, { name, value, force }, store.path);
  const change = await changeKeys(store, decide, await consentToLoss(store, decide, yes, context));
  printChange({ ...change, notes: [...notes, ...change.notes] }, context.print);
  return EXIT.ok;
};
