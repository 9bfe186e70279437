import type { Call, Run } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore } from '../../key/locate-store.js';
import { called, changeKeys, faceOf, type KeyChange } from '../../key-store/key-change.js';
import { keyChangeView } from '../../key-store/key-change-view.js';
import {
  DEFAULT,
  entryNamed,
  isDefault,
  namesHolding,
  readKeys,
  type StoredKeys,
} from '../../key-store/stored-keys.js';
import { confirm } from '../../terminal/confirm.js';
import { shownName } from '../../terminal/shown-name.js';

/** Removes a stored key, after asking. */
export const keysRemove: Run = async (call, context) => {
  const [given = ''] = call.words;
  const store = locateStore(call, context);
  const seen = await readKeys(store);
  await makeSure(decideRemove(seen, given), store.path, call, context);
  const agreed = entryNamed(seen, given).value;
  const change = await changeKeys(store, (keys) => {
    const change = decideRemove(keys, given);
    if (entryNamed(keys, given).value === agreed) return change;
    throw new UsageError(
      `${shownName(change.key.name)} was given another key meanwhile. Nothing was removed.`,
    );
  });
  keyChangeView(change, call, context);
  return 0;
};

async function makeSure({ key }: KeyChange, path: string, call: Call, context: Context): Promise<void> {
  if (call.flags.yes) return;
  if (!context.inputIsTerminal) {
    throw new UsageError(
      'standard input is no terminal, so nobody can be asked. Say --yes to remove the key without a question.',
    );
  }
  if (!(await confirm(`Remove ${called(key)} from ${path}?`, context))) {
    throw new UsageError('the question was not answered with yes. Nothing was removed.');
  }
}

/**
 * A default that only this name holds goes too: it would keep a removed key in use, and in the file.
 *
 * @throws {KeyResolutionError} when there is no such name
 */
export function decideRemove(keys: StoredKeys, given: string): KeyChange {
  const { name, value } = entryNamed(keys, given);
  const others = value === undefined ? [] : namesHolding(keys, value).filter((other) => other !== name);
  const takesDefault = name !== DEFAULT && isDefault(keys, value) && others.length === 0;
  const key = faceOf(name, value ?? '', false);
  return {
    edit: { remove: takesDefault ? [name, DEFAULT] : [name] },
    key,
    notes: [
      ...others.map((other) => `the same key still stands under ${shownName(other)}.`),
      ...(takesDefault || name === DEFAULT
        ? ['there is no default any more; "dlubal-auth keys use NAME" sets one.']
        : []),
    ],
    sentence: `Removed ${called(key)}${takesDefault ? ', which was the default' : ''}.`,
  };
}
