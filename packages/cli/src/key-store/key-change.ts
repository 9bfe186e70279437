import { type ConfigEdit, mask, parseConfig } from '@dlubal-kit/auth-core';
import type { ConfigStore } from '@dlubal-kit/node-client/config';
import { fingerprint } from '../key/fingerprint.js';
import { shownName } from '../terminal/shown-name.js';
import { type StoredKeys, storedKeys } from './stored-keys.js';

/** A key as it may be shown. */
export interface KeyFace {
  readonly name: string;
  readonly masked: string;
  readonly fingerprint: string;
  readonly isDefault: boolean;
}

/** What a command decided: the edit, and what to say of it. Holds no key outside the edit. */
export interface KeyChange {
  readonly edit: ConfigEdit;
  readonly key: KeyFace;
  /** What was done, once the edit is made. */
  readonly sentence: string;
  /** What else a person should know. */
  readonly notes: readonly string[];
}

/** A change that was made, and whether the file had to be written for it. */
export type MadeChange<Change extends Pick<KeyChange, 'edit'>> = Change & {
  readonly path: string;
  readonly changed: boolean;
};

/**
 * Lets a command decide on what stands in the file while nobody else may change it, and makes the edit.
 *
 * @throws what `decide` throws, and what the store throws; in both cases the file is left as it was
 */
export async function changeKeys<Change extends Pick<KeyChange, 'edit'>>(
  store: ConfigStore,
  decide: (keys: StoredKeys) => Change,
): Promise<MadeChange<Change>> {
  const decided: Change[] = [];
  const { changed } = await store.edit((text) => {
    const change = decide(storedKeys(store.path, parseConfig(text)));
    decided.push(change);
    return change.edit;
  });
  const [last] = decided.slice(-1);
  if (last === undefined) throw new Error('the store did not ask for the edit');
  return { ...last, path: store.path, changed };
}

export function faceOf(name: string, value: string, isDefault: boolean): KeyFace {
  return { name, masked: mask(value), fingerprint: fingerprint(value), isDefault };
}

/** `project_1 (ak-…f24c)` */
export function called({ name, masked }: Pick<KeyFace, 'name' | 'masked'>): string {
  return `${shownName(name)} (${masked})`;
}
