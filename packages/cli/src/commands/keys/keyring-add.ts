import type { Call } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { UsageError } from '../../failure/usage-error.js';
import { enterKey } from '../../key-store/enter-key.js';
import { called, faceOf } from '../../key-store/key-change.js';
import { paintFor } from '../../terminal/colours.js';
import { printJson } from '../../terminal/print-json.js';
import { shownName } from '../../terminal/shown-name.js';

/** Puts a key into the system's keyring. Where that fails it stops: there is no way from here to a plain file. */
export async function keyringAdd(name: string, call: Call, context: Context): Promise<number> {
  const keyring = await context.keyring();
  // Asked first: whether there is a keyring is known before anybody types a key.
  const old = await keyring.get(name);
  if (old !== undefined && !call.flags.force && !call.flags.stdin) throw takenThere(name);
  const { value, notes } = await enterKey(`Key for ${shownName(name)} (not shown): `, call, context);
  const changed = old !== value;
  if (changed && old !== undefined && !call.flags.force) throw takenThere(name);
  if (changed) await keyring.set(name, value);
  const key = faceOf(name, value, false);
  if (call.flags.json) {
    printJson(context, { ok: true, changed, place: 'keyring', key, notes });
    return 0;
  }
  const paint = paintFor(context.outIsTerminal, context.env, call.flags['no-color']);
  const done = changed
    ? `Stored ${called(key)} in the system keyring`
    : `${called(key)} is stored there already`;
  context.out(`${paint.good('✓')} ${done}.\n`);
  for (const note of [
    ...notes,
    `programs read it with fromKeyring('${name}'); config.ini does not know of it.`,
  ]) {
    context.err(`${paint.note('note:')} ${note}\n`);
  }
  return 0;
}

const takenThere = (name: string): UsageError =>
  new UsageError(
    `the system keyring holds a key named ${shownName(name)} already. Take another name, or replace it with --force.`,
  );
