import { resolve } from 'node:path';
import { ConfigStore } from '@dlubal-kit/node-client/config';
import type { Call, Run } from '../../../command-line/command.js';
import type { Context } from '../../../edge/context.js';
import { UsageError } from '../../../failure/usage-error.js';
import { locateStore } from '../../../key/locate-store.js';
import { changeKeys } from '../../../key-store/key-change.js';
import { plainTextNotice } from '../../../key-store/plain-text-notice.js';
import { readKeys, type StoredKeys, storedKeys } from '../../../key-store/stored-keys.js';
import { confirm } from '../../../terminal/confirm.js';
import { importEdit, type PlannedKey, planImport } from './import-plan.js';
import { importJson, importView, planView } from './keys-import-view.js';

/** What an import found, and what it did. Holds no key. */
export interface ImportResult {
  readonly plan: readonly PlannedKey[];
  readonly from: string;
  readonly path: string;
  readonly dryRun: boolean;
  readonly changed: boolean;
  readonly written: readonly string[];
  /** Why nothing was done, where conflicts wait for a choice. */
  readonly refused?: string;
}

/** Takes over the keys of another config.ini. Conflicts are shown first, and nothing is replaced unasked. */
export const keysImport: Run = async (call, context) => {
  if (call.flags.keep && call.flags.replace) {
    throw new UsageError('--keep and --replace exclude each other.');
  }
  const [file = ''] = call.words;
  const from = resolve(context.cwd, file);
  const theirs = await keysOf(from);
  const store = locateStore(call, context);
  const plan = planImport(theirs, await readKeys(store));
  const found = {
    plan,
    from,
    path: store.path,
    dryRun: call.flags['dry-run'] === true,
    changed: false,
    written: [],
  };
  if (!call.flags.json) planView(found, call, context);
  if (found.dryRun) return told(found, call, context);
  const refused = await refusal(plan, call, context);
  if (refused !== undefined) return told({ ...found, refused }, call, context);
  if (importEdit(theirs, await readKeys(store), call.flags.replace === true).written.length > 0) {
    plainTextNotice(store.path, context);
  }
  const made = await changeKeys(store, (keys) => importEdit(theirs, keys, call.flags.replace === true));
  return told({ ...found, changed: made.changed, written: made.written }, call, context);
};

function told(result: ImportResult, call: Call, context: Context): number {
  if (call.flags.json) importJson(result, context);
  else importView(result, call, context);
  return result.refused === undefined ? 0 : 2;
}

/** @throws {UsageError} when there is no such file */
async function keysOf(path: string): Promise<StoredKeys> {
  const { config } = await new ConfigStore({ path }).read();
  if (config !== undefined) return storedKeys(path, config);
  throw new UsageError(
    `there is no file at ${path}. Older clients keep theirs inside the Python package, as dlubal/api/config.ini.`,
  );
}

/** Why conflicts stop the import; undefined when there are none, or it was said what to do with them. */
async function refusal(
  plan: readonly PlannedKey[],
  call: Call,
  context: Context,
): Promise<string | undefined> {
  const conflicts = plan.filter(({ fate }) => fate === 'conflict').length;
  if (conflicts === 0 || call.flags.keep || call.flags.replace) return undefined;
  const names = conflicts === 1 ? 'One name holds' : `${conflicts} names hold`;
  const choice = `${names} another key here. Nothing was imported. Say --keep to keep the stored keys and import the rest, or --replace to take those of the file.`;
  if (!context.inputIsTerminal) return choice;
  const question = `${names} another key here. Keep ${conflicts === 1 ? 'it' : 'those'} and import the rest?`;
  return (await confirm(question, context)) ? undefined : choice;
}
