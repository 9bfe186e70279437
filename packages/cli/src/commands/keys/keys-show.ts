import { keyFlaw } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/command.js';
import { locateStore } from '../../key/locate-store.js';
import { faceOf, type KeyFace } from '../../key-store/key-change.js';
import {
  entryNamed,
  isDefault,
  namesHolding,
  readKeys,
  type StoredKeys,
} from '../../key-store/stored-keys.js';
import { keysShowJson, keysShowView } from './keys-show-view.js';

/** All that is known of one entry. */
export interface ShownKey extends KeyFace {
  readonly line: number;
  /** Other names that hold the same key. */
  readonly sameAs: readonly string[];
  readonly problem?: string;
  /** The key itself: there only when `--reveal` asked for it. */
  readonly revealed?: string;
}

/** Shows one key, masked unless `--reveal` is given. */
export const keysShow: Run = async (call, context) => {
  const [given = ''] = call.words;
  const store = locateStore(call, context);
  const shown = showKey(await readKeys(store), given, call.flags.reveal === true);
  if (call.flags.json) keysShowJson(shown, store.path, context);
  else keysShowView(shown, store.path, call, context);
  return 0;
};

/** @throws {KeyResolutionError} when there is no such name */
export function showKey(keys: StoredKeys, given: string, reveal: boolean): ShownKey {
  const { name, line, value, error } = entryNamed(keys, given);
  const sameAs = value === undefined ? [] : namesHolding(keys, value).filter((other) => other !== name);
  const problem = error?.message ?? keyFlaw(value ?? '');
  return {
    ...faceOf(name, value ?? '', isDefault(keys, value)),
    line,
    sameAs,
    ...(problem === undefined ? {} : { problem }),
    ...(reveal && value !== undefined ? { revealed: value } : {}),
  };
}
