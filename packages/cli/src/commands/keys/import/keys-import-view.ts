import { redact } from '@dlubal-kit/auth-core';
import type { Call } from '../../../command-line/command.js';
import type { Context } from '../../../edge/context.js';
import { paintFor } from '../../../terminal/colours.js';
import { type Column, partTitles, table } from '../../../terminal/columns.js';
import { printJson } from '../../../terminal/print-json.js';
import { cellName, shownName } from '../../../terminal/shown-name.js';
import type { PlannedKey } from './import-plan.js';
import type { ImportResult } from './keys-import.js';

const WORDS: Readonly<Record<PlannedKey['fate'], (key: PlannedKey) => string>> = {
  conflict: ({ stored }) => `conflict: here it is ${stored?.masked} (${stored?.fingerprint})`,
  malformed: ({ problem }) => `not taken: ${problem}`,
  new: () => 'new',
  same: () => 'here already',
};

const COLUMNS: readonly Column<PlannedKey>[] = [
  { title: 'NAME', value: ({ name }) => cellName(name) },
  { title: 'FINGERPRINT', value: ({ fingerprint }) => fingerprint },
  { title: 'KEY', value: ({ masked }) => masked },
  { title: 'LINE', value: ({ line }) => String(line) },
  { title: 'IMPORT', value: (key) => WORDS[key.fate](key) },
];

/** What would become of each key, conflicts first. */
export function planView({ plan, from }: ImportResult, call: Call, context: Context): void {
  const paint = paintFor(context.outIsTerminal, context.env, call.flags['no-color']);
  if (plan.length === 0) {
    context.err(`No keys are stored in ${from}.\n`);
    return;
  }
  const { titles, lines } = partTitles(table(plan, COLUMNS));
  context.out(redact(paint.faint(titles) + lines));
}

/** What was done. */
export function importView(result: ImportResult, call: Call, context: Context): void {
  const { written, path, from, refused, dryRun } = result;
  const paint = paintFor(context.outIsTerminal, context.env, call.flags['no-color']);
  if (refused !== undefined) context.err(`${paint.bad('dlubal-auth:')} ${refused}\n`);
  else if (dryRun) context.err(`${paint.note('note:')} --dry-run: nothing was written.\n`);
  else if (written.length === 0) context.out(`Nothing to import into ${path}.\n`);
  else {
    context.out(redact(`${paint.good('✓')} Imported ${written.map(shownName).join(', ')} into ${path}.\n`));
    context.err(
      `${paint.note('note:')} ${from} still holds its keys in plain text; remove it once no older client needs it.\n`,
    );
  }
}

export function importJson(result: ImportResult, context: Context): void {
  const { plan, from, path, dryRun, changed, written, refused } = result;
  printJson(context, {
    ok: refused === undefined,
    ...(refused === undefined ? {} : { failure: { kind: 'usage', exitCode: 2, remedy: refused } }),
    changed,
    dryRun,
    config: path,
    from,
    written,
    keys: plan,
  });
}
