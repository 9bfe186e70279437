import { ApiKey, type Failure } from '@dlubal-kit/auth-core';
import type { OptionsOf, Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { gatherFor } from '../../key/gather-for.js';
import { locateStore } from '../../key/locate-store.js';
import { consentToLoss } from '../../key-store/consent-to-loss.js';
import { checkWayIn, enterKey } from '../../key-store/enter-key.js';
import {
  called,
  changeKeys,
  type KeyChange,
  maskedKey,
  printChange,
  tryChange,
} from '../../key-store/key-change.js';
import { plainTextNotice } from '../../key-store/plain-text-notice.js';
import {
  DEFAULT,
  entryNamed,
  isDefault,
  namesWith,
  readKeys,
  type StoredKeys,
} from '../../key-store/stored-keys.js';
import { askServer, type ServerAnswer } from '../../server/ask-server.js';
import type { Context } from '../../terminal/context.js';
import { failureView } from '../../terminal/failure-view.js';
import type { Printer } from '../../terminal/printer.js';
import { shownName } from '../../terminal/shown-key-name.js';
import type { KEYS_ROTATE } from './keys-definitions.js';

type Options = OptionsOf<typeof KEYS_ROTATE>;

/** Replaces a key with a new one that the server accepts, and keeps the old one under another name. */
export const keysRotate: Run<typeof KEYS_ROTATE> = async (options, context) => {
  const { stdin, dropOld, offline, yes } = options;
  checkWayIn('keys rotate NAME', stdin, context);
  const store = locateStore(options, context);
  const { name } = rotatable(await readKeys(store), options.name, dropOld);
  plainTextNotice(store.path, context);
  const { value, notes } = await enterKey(`New key for ${shownName(name)} (not shown): `, stdin, context);
  const decide = (keys: StoredKeys): KeyChange => decideRotate(keys, { name, value, dropOld });
  // What would be refused anyway costs no request.
  const agreed = await consentToLoss(store, decide, yes, context);
  if (!offline) await tryChange(store, decide);
  const answer = offline ? undefined : await accepted(value, options, context);
  if (answer?.failure !== undefined) {
    printRefused(answer, answer.failure, { name, path: store.path }, context.print);
    return answer.failure.exitCode;
  }
  const change = await changeKeys(store, decide, agreed);
  const all = [...notes, ...(answer?.warnings ?? []), ...change.notes];
  printChange({ ...change, notes: all }, context.print);
  return EXIT.ok;
};

async function accepted(value: string, options: Options, context: Context): Promise<ServerAnswer> {
  return askServer(ApiKey.parse(value), gatherFor(options, context), context);
}

/** Reports that the new key was not accepted, and that the old one stays. */
function printRefused(
  { server, requests, warnings }: ServerAnswer,
  failure: Failure,
  { name, path: config }: { readonly name: string; readonly path: string },
  print: Printer,
): void {
  print.json({ ok: false, changed: false, failure, config, server, requests, warnings });
  print.view(failureView(failure));
  if (print.asJson) return;
  print.log(
    `Nothing was stored: ${shownName(name)} keeps its old key. If the server cannot be reached from here, --offline stores the new key unchecked.`,
  );
}

/** The entry to rotate, and the value to keep: undefined where none is kept. */
function rotatable(keys: StoredKeys, given: string, dropOld: boolean): { name: string; old?: string } {
  if (given.toLowerCase() === DEFAULT) {
    throw new UsageError(
      '"default" is not a name of its own.',
      'Rotate the key by its name, and the default moves with it.',
    );
  }
  const { name, value } = entryNamed(keys, given);
  if (dropOld) return { name };
  if (value !== undefined && ApiKey.canHold(value)) return { name, old: value };
  throw new UsageError(
    `the value of ${shownName(name)} is not a key, so it cannot be kept under another name.`,
    'Use --drop-old to replace it.',
  );
}

/** The new key, and whether the old one is kept. */
export interface Rotation {
  readonly name: string;
  readonly value: string;
  readonly dropOld: boolean;
}

/** @throws {KeyResolutionError | UsageError} when there is no such name, or nothing would change */
export function decideRotate(keys: StoredKeys, { name, value, dropOld }: Rotation): KeyChange {
  const { old } = rotatable(keys, name, dropOld);
  const before = entryNamed(keys, name).value;
  if (before === value) {
    throw new UsageError(
      `${shownName(name)} already has this key. Nothing was changed.`,
      'Enter the new one.',
    );
  }
  const moves = isDefault(keys, before);
  const kept = old === undefined ? undefined : freeName(keys, name, old);
  const key = maskedKey(name, value, moves || isDefault(keys, value));
  const others = (of: string | undefined): string[] =>
    of === undefined ? [] : namesWith(keys, of).filter((other) => other !== name && other !== kept);
  return {
    edit: {
      set: { [name]: value, ...(kept === undefined || old === undefined ? {} : { [kept]: old }) },
      ...(moves ? { setDefault: value } : {}),
    },
    key,
    notes: [
      ...(kept === undefined
        ? []
        : [
            `the old key stays as ${shownName(kept)}. To remove it: dlubal-auth keys remove ${shownName(kept)}`,
          ]),
      ...others(before).map((other) => `${shownName(other)} still has the old key.`),
      ...others(value).map((other) => `the new key is stored as ${shownName(other)} too.`),
    ],
    sentence: `${called(key)} has the new key now${moves ? ', and so does the default' : ''}.`,
  };
}

/** `NAME.old`, or the first of `NAME.old2`, `NAME.old3` … that is free or has the same key. */
function freeName(keys: StoredKeys, name: string, old: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = `${name}.old${number === 1 ? '' : number}`;
    const entry = keys.get(candidate);
    if (entry === undefined || entry.value === old) return candidate;
  }
}
