import { ApiKey } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore } from '../../key/locate-store.js';
import { ONLY_COPY } from '../../key-store/consent-to-loss.js';
import { called, changeKeys, type KeyChange, maskedKey, printChange } from '../../key-store/key-change.js';
import {
  DEFAULT,
  entryNamed,
  isDefault,
  namesWith,
  readKeys,
  type StoredKeys,
} from '../../key-store/stored-keys.js';
import { confirm } from '../../terminal/confirm.js';
import type { Context } from '../../terminal/context.js';
import { shownName } from '../../terminal/shown-key-name.js';
import type { KEYS_REMOVE } from './keys-definitions.js';

/** Removes a stored key, after asking. */
export const keysRemove: Run<typeof KEYS_REMOVE> = async (options, context) => {
  const store = locateStore(options, context);
  const seen = await readKeys(store);
  const planned = decideRemove(seen, options.name);
  if (planned.isLast && !context.print.asJson) context.print.note(`${called(planned.key)} is ${ONLY_COPY}.`);
  if (!options.yes) await makeSure(planned, store.path, context);
  const agreed = entryNamed(seen, options.name).value;
  const change = await changeKeys(
    store,
    (keys) => {
      const change = decideRemove(keys, options.name);
      if (entryNamed(keys, options.name).value === agreed) return change;
      throw new UsageError(
        `${shownName(change.key.name)} got another key meanwhile. Nothing was removed.`,
        'Look at it, and run this again.',
      );
    },
    'any',
  );
  printChange(change, context.print);
  return EXIT.ok;
};

async function makeSure({ key }: Removal, path: string, context: Context): Promise<void> {
  if (!context.inputIsTerminal) {
    throw new UsageError(
      'stdin is not a terminal, so dlubal-auth cannot prompt.',
      'Use --yes to remove the key without a question.',
    );
  }
  if (!(await confirm(`Remove ${called(key)} from ${path}?`, context))) {
    throw new UsageError(
      'the question was not answered with yes. Nothing was removed.',
      'Run it again, and answer yes.',
    );
  }
}

/** A change that removes a key, and whether no other name has it. */
interface Removal extends KeyChange {
  readonly isLast: boolean;
}

/**
 * A default that only this name has is removed too: it would keep a removed key in use, and in the file.
 *
 * @throws {KeyResolutionError} when there is no such name
 */
export function decideRemove(keys: StoredKeys, given: string): Removal {
  const { name, value } = entryNamed(keys, given);
  const others = value === undefined ? [] : namesWith(keys, value).filter((other) => other !== name);
  const takesDefault = name !== DEFAULT && isDefault(keys, value) && others.length === 0;
  const key = maskedKey(name, value ?? '', false);
  const isLast = others.length === 0 && value !== undefined && ApiKey.canHold(value);
  return {
    isLast,
    edit: { remove: takesDefault ? [name, DEFAULT] : [name] },
    key,
    notes: [
      ...others.map((other) => `the same key is still stored as ${shownName(other)}.`),
      ...(takesDefault || name === DEFAULT
        ? ['there is no default any more. To set one: dlubal-auth keys use NAME']
        : []),
    ],
    sentence: `Removed ${called(key)}${takesDefault ? ', which was the default' : ''}.`,
  };
}
