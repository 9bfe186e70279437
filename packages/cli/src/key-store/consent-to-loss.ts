import type { ConfigStore } from '@dlubal-kit/node-client/config';
import { UsageError } from '../failure/usage-error.js';
import { confirm } from '../terminal/confirm.js';
import type { Context } from '../terminal/context.js';
import { called, type Decide, type KeyChange, maskedKey } from './key-change.js';
import { lastCopies } from './last-copies.js';
import { storedKeys } from './stored-keys.js';

/** Why the only copy of a key is worth a question. */
export const ONLY_COPY = 'the only stored copy of this key, and Dlubal shows a key only once';

/**
 * Asks before a change that would lose the last copy of a key, unless `yes` says that it can go.
 *
 * @returns the keys that can go
 * @throws {UsageError} when it was not answered with yes, or nobody can be asked
 */
export async function consentToLoss(
  store: ConfigStore,
  decide: Decide<Pick<KeyChange, 'edit'>>,
  yes: boolean,
  context: Context,
): Promise<ReadonlySet<string>> {
  const { text = '', config, path } = await store.read();
  const lost = lastCopies(text, decide(storedKeys(path, config)).edit, store);
  for (const { name, value } of lost) {
    await askToReplace({ name, value }, yes, context);
  }
  return new Set(lost.map(({ value }) => value));
}

/** @throws {UsageError} when the only copy of a key cannot be replaced */
export async function askToReplace(
  { name, value }: { readonly name: string; readonly value: string },
  yes: boolean,
  context: Context,
): Promise<void> {
  const what = `${called(maskedKey(name, value, false))} is ${ONLY_COPY}`;
  if (yes) {
    if (!context.print.asJson) context.print.note(`${what}. It is replaced.`);
  } else if (!context.inputIsTerminal) {
    throw new UsageError(
      `${what}. Nothing was changed.`,
      `Use --yes to replace it, or keep it under another name first.`,
    );
  } else if (!(await confirm(`${what}. Replace it?`, context))) {
    throw new UsageError(
      'the question was not answered with yes. Nothing was changed.',
      'Run it again, and answer yes.',
    );
  }
}
