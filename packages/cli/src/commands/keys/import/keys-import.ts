import { type Failure, failureOf } from '@dlubal-kit/auth-core';
import { ConfigStore } from '@dlubal-kit/node-client/config';
import type { OptionsOf, Run } from '../../../command-line/definition.js';
import { EXIT } from '../../../failure/exit.js';
import { UsageError } from '../../../failure/usage-error.js';
import { locateStore } from '../../../key/locate-store.js';
import { pathOf } from '../../../key/path-of.js';
import { consentToLoss } from '../../../key-store/consent-to-loss.js';
import { changeKeys } from '../../../key-store/key-change.js';
import { plainTextNotice } from '../../../key-store/plain-text-notice.js';
import { readKeys, type StoredKeys, storedKeys } from '../../../key-store/stored-keys.js';
import { confirm } from '../../../terminal/confirm.js';
import type { Context } from '../../../terminal/context.js';
import type { KEYS_IMPORT } from '../keys-definitions.js';
import { importEdit, type PlannedKey, planImport } from './import-plan.js';
import { type ImportResult, importJson, planView, printImport } from './import-view.js';

type Options = OptionsOf<typeof KEYS_IMPORT>;

/** Imports the keys of another config.ini. Conflicts are shown first, and nothing is replaced unasked. */
export const keysImport: Run<typeof KEYS_IMPORT> = async (options, context) => {
  const { dryRun, replace } = options;
  const from = pathOf(options.file, 'FILE', context);
  const theirs = await keysOf(from);
  const store = locateStore(options, context);
  const plan = planImport(theirs, await readKeys(store), store.keyFormat);
  const found = { plan, from, path: store.path, dryRun, changed: false, written: [] };
  if (plan.length > 0) context.print.view(planView(plan));
  else if (!context.print.asJson) context.print.log(`No keys are stored in ${from}.`);
  if (dryRun) return told(found, context);
  const refused = await refusal(plan, options, context);
  if (refused !== undefined) return told({ ...found, refused }, context);
  const decide = (keys: StoredKeys) => importEdit(theirs, keys, replace, store.keyFormat);
  if (decide(await readKeys(store)).written.length > 0) plainTextNotice(store.path, context);
  const made = await changeKeys(store, decide, await consentToLoss(store, decide, options.yes, context));
  return told({ ...found, changed: made.changed, written: made.written }, context);
};

function told(result: ImportResult, { print }: Context): number {
  print.json(importJson(result));
  if (!print.asJson) printImport(result, print);
  return result.refused === undefined ? EXIT.ok : EXIT.usage;
}

/** @throws {UsageError} when there is no such file */
async function keysOf(path: string): Promise<StoredKeys> {
  const { config } = await new ConfigStore({ path }).read();
  if (config !== undefined) return storedKeys(path, config);
  throw new UsageError(
    `there is no file at ${path}.`,
    `Name it: older clients keep theirs inside the Python package, as dlubal/api/config.ini.`,
  );
}

/** Why conflicts stop the import; undefined when there are none, or the options say what to do with them. */
async function refusal(
  plan: readonly PlannedKey[],
  { keep, replace }: Options,
  context: Context,
): Promise<Failure | undefined> {
  const conflicts = plan.filter(({ fate }) => fate === 'conflict').length;
  if (conflicts === 0 || keep || replace) return undefined;
  const names = conflicts === 1 ? 'One name has' : `${conflicts} names have`;
  const choice = failureOf('usage', {
    happened: `${names} another key here. Nothing was imported.`,
    remedy:
      'Use --keep to keep the stored keys and import the rest, or --replace to take those from the file.',
  });
  if (!context.inputIsTerminal) return choice;
  const question = `${names} another key here. Keep ${conflicts === 1 ? 'it' : 'those'} and import the rest?`;
  return (await confirm(question, context)) ? undefined : choice;
}
