import { whyNotSendable } from '@dlubal-kit/auth-core';
import type { ConfigStore } from '@dlubal-kit/node-client/config';
import type { KeyringAccess } from '../../edge/system.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { auditOf } from '../../key/audit-of.js';
import { locateStore, type StoreOptions } from '../../key/locate-store.js';
import { askToReplace } from '../../key-store/consent-to-loss.js';
import { enterKey } from '../../key-store/enter-key.js';
import { called, maskedKey } from '../../key-store/key-change.js';
import { readKeys } from '../../key-store/stored-keys.js';
import type { Context } from '../../terminal/context.js';
import { paint } from '../../terminal/paint.js';
import { shownName } from '../../terminal/shown-key-name.js';

/** Stores a key in the system's keyring. Where that fails it stops: nothing falls back to a plain file. */
export async function keyringAdd(
  name: string,
  options: StoreOptions & { readonly stdin: boolean; readonly force: boolean; readonly yes: boolean },
  context: Context,
): Promise<number> {
  const { print } = context;
  const { stdin, force, yes } = options;
  const keyring = await context.keyring(auditOf(context));
  // Asked first: whether there is a keyring is known before anybody types a key.
  const old = await keyring.get(name);
  if (old !== undefined && !force && !stdin) throw takenThere(name);
  const { value, notes } = await enterKey(`Key for ${shownName(name)} (not shown): `, stdin, context);
  const changed = old !== value;
  if (changed && old !== undefined && !force) throw takenThere(name);
  if (changed && old !== undefined && (await isOnlyCopy(name, old, keyring, locateStore(options, context)))) {
    await askToReplace({ name, value: old }, yes, context);
  }
  if (changed) await keyring.set(name, value);
  const key = maskedKey(name, value, false);
  print.json({ ok: true, changed, place: 'keyring', key, notes });
  print.view(
    `${paint.good('✓')} ${changed ? `Stored ${called(key)} in the system keyring` : `${called(key)} is stored there already`}.`,
  );
  if (print.asJson) return EXIT.ok;
  for (const note of notes) print.note(note);
  print.note(`programs and commands find it by its name: apiKeyName, DLUBAL_API_KEY_NAME or --key-name.`);
  return EXIT.ok;
}

/** Whether neither another name of the keyring nor config.ini has this key. */
async function isOnlyCopy(
  name: string,
  value: string,
  keyring: KeyringAccess,
  store: ConfigStore,
): Promise<boolean> {
  if (whyNotSendable(value, store.keyFormat) !== undefined) return false;
  const inKeyring = [...(await keyring.list())].some(([other, held]) => other !== name && held === value);
  return !inKeyring && ![...(await readKeys(store)).values()].some((entry) => entry.value === value);
}

const takenThere = (name: string): UsageError =>
  new UsageError(
    `the system keyring has a key named ${shownName(name)} already.`,
    'Use another name, or replace it with --force.',
  );
