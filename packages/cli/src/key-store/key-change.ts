import { type ConfigEdit, fingerprint, mask, parseConfig } from '@dlubal-kit/auth-core';
import type { ConfigStore } from '@dlubal-kit/node-client/config';
import { UsageError } from '../failure/usage-error.js';
import { paint } from '../terminal/paint.js';
import type { Printer } from '../terminal/printer.js';
import { shownName } from '../terminal/shown-key-name.js';
import { lastCopies } from './last-copies.js';
import { type StoredKeys, storedKeys } from './stored-keys.js';

/** A key as it is shown. */
export interface MaskedKey {
  readonly name: string;
  readonly masked: string;
  readonly fingerprint: string;
  readonly isDefault: boolean;
}

/** What a command decided: the edit, and what to say of it. Has no key outside the edit. */
export interface KeyChange {
  readonly edit: ConfigEdit;
  readonly key: MaskedKey;
  /** What was done, once the edit is made. */
  readonly sentence: string;
  /** What else a person should know, and what to do next. */
  readonly notes: readonly string[];
}

/** A change that was made, and whether the file had to be written for it. */
export type MadeChange<Change extends Pick<KeyChange, 'edit'>> = Change & {
  readonly path: string;
  readonly changed: boolean;
};

/** What a command makes of the stored keys. It may be asked more than once. */
export type Decide<Change> = (keys: StoredKeys) => Change;

/** No key, or any. */
const NONE: ReadonlySet<string> = new Set();

/**
 * Lets a command decide by the content of the file while nobody else can change it, and makes the edit.
 *
 * @param agreed The keys whose last copy can go, from `consentToLoss`; `any` where the command asked by itself.
 * @throws {UsageError} when the last copy of another key would go
 * @throws what `decide` throws, and what the store throws; in both cases the file is left as it was
 */
export async function changeKeys<Change extends Pick<KeyChange, 'edit'>>(
  store: ConfigStore,
  decide: Decide<Change>,
  agreed: ReadonlySet<string> | 'any' = NONE,
): Promise<MadeChange<Change>> {
  const decided: Change[] = [];
  const { changed } = await store.edit((text) => {
    const change = decide(storedKeys(store.path, parseConfig(text)));
    const lost = agreed === 'any' ? [] : lastCopies(text, change.edit, store);
    if (agreed !== 'any' && lost.some(({ value }) => !agreed.has(value))) throw changedMeanwhile();
    decided.push(change);
    return change.edit;
  });
  const [last] = decided.slice(-1);
  if (last === undefined) throw new Error('the store did not ask for the edit');
  return { ...last, path: store.path, changed };
}

/**
 * Goes through the same without making the edit, before something is done that costs.
 *
 * @throws what `changeKeys` would throw
 */
export async function tryChange(store: ConfigStore, decide: Decide<Pick<KeyChange, 'edit'>>): Promise<void> {
  await store.tryEdit((text) => decide(storedKeys(store.path, parseConfig(text))).edit);
}

const changedMeanwhile = (): UsageError =>
  new UsageError(
    'another program changed the file meanwhile, and the only copy of a key would go. Nothing was changed.',
    'Try again.',
  );

/** Prints a change that was made. */
export function printChange(
  { key, sentence, notes, changed, path }: MadeChange<KeyChange>,
  print: Printer,
): void {
  print.json({ ok: true, changed, config: path, key, notes });
  print.view(`${paint.good('✓')} ${sentence}`);
  if (!print.asJson) for (const note of notes) print.note(note);
}

export function maskedKey(name: string, value: string, isDefault: boolean): MaskedKey {
  return { name, masked: mask(value), fingerprint: fingerprint(value), isDefault };
}

/** `project_1 (ak-…f24c)` */
export function called({ name, masked }: Pick<MaskedKey, 'name' | 'masked'>): string {
  return `${shownName(name)} (${masked})`;
}
