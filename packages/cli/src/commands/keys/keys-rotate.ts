import { ApiKey } from '@dlubal-kit/auth-core';
import type { Call, Run } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { UsageError } from '../../failure/usage-error.js';
import { gatherPlaces } from '../../key/gather-places.js';
import { locateStore } from '../../key/locate-store.js';
import { checkWayIn, enterKey } from '../../key-store/enter-key.js';
import { called, changeKeys, faceOf, type KeyChange } from '../../key-store/key-change.js';
import { keyChangeView } from '../../key-store/key-change-view.js';
import { plainTextNotice } from '../../key-store/plain-text-notice.js';
import {
  DEFAULT,
  entryNamed,
  isDefault,
  namesHolding,
  readKeys,
  type StoredKeys,
} from '../../key-store/stored-keys.js';
import { askServer, type ServerAnswer } from '../../server/ask-server.js';
import { serverTarget } from '../../server/server-target.js';
import { shownName } from '../../terminal/shown-name.js';
import { refusedView } from './keys-rotate-view.js';

/** Replaces a key by a new one that the server accepts, and keeps the old one under another name. */
export const keysRotate: Run = async (call, context) => {
  const [given = ''] = call.words;
  const dropOld = call.flags['drop-old'] === true;
  checkWayIn('keys rotate NAME', call, context);
  const store = locateStore(call, context);
  const { name } = rotatable(await readKeys(store), given, dropOld);
  plainTextNotice(store.path, context);
  const { value, notes } = await enterKey(`New key for ${shownName(name)} (not shown): `, call, context);
  const decide = (keys: StoredKeys): KeyChange => decideRotate(keys, { name, value, dropOld });
  // What would be refused anyway costs no request.
  decide(await readKeys(store));
  const answer = call.flags.offline === true ? undefined : await accepted(value, call, context);
  if (answer?.failure !== undefined) {
    refusedView(answer, answer.failure, { name, path: store.path }, call, context);
    return answer.failure.exitCode;
  }
  const change = await changeKeys(store, decide);
  const all = [...notes, ...(answer?.warnings ?? []), ...change.notes];
  keyChangeView({ ...change, notes: all }, call, context);
  return 0;
};

async function accepted(value: string, call: Call, context: Context): Promise<ServerAnswer> {
  const { settings } = await gatherPlaces(call, context);
  return askServer(ApiKey.parse(value), serverTarget(call, settings), context);
}

/** The entry to rotate, and the value to keep: undefined where none is kept. */
function rotatable(keys: StoredKeys, given: string, dropOld: boolean): { name: string; old?: string } {
  if (given.toLowerCase() === DEFAULT) {
    throw new UsageError(
      'default is no name of its own. Rotate the key by its name, and the default moves with it.',
    );
  }
  const { name, value } = entryNamed(keys, given);
  if (dropOld) return { name };
  if (value !== undefined && ApiKey.canHold(value)) return { name, old: value };
  throw new UsageError(
    `what ${shownName(name)} holds is no key, so it cannot be kept under another name. Say --drop-old to let it go.`,
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
    throw new UsageError(`${shownName(name)} holds this very key. Enter the new one. Nothing was changed.`);
  }
  const moves = isDefault(keys, before);
  const kept = old === undefined ? undefined : freeName(keys, name, old);
  const key = faceOf(name, value, moves || isDefault(keys, value));
  const others = (of: string | undefined): string[] =>
    of === undefined ? [] : namesHolding(keys, of).filter((other) => other !== name && other !== kept);
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
            `the old key stays as ${shownName(kept)}; "dlubal-auth keys remove ${shownName(kept)}" lets it go.`,
          ]),
      ...others(before).map((other) => `${shownName(other)} still holds the old key.`),
      ...others(value).map((other) => `the new key is stored as ${shownName(other)} too.`),
    ],
    sentence: `${called(key)} holds the new key now${moves ? ', and so does the default' : ''}.`,
  };
}

/** `NAME.old`, or the first of `NAME.old2`, `NAME.old3` … that is free or holds the same key. */
function freeName(keys: StoredKeys, name: string, old: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = `${name}.old${number === 1 ? '' : number}`;
    const entry = keys.get(candidate);
    if (entry === undefined || entry.value === old) return candidate;
  }
}
