import { type Failure, sentencesOf } from '@dlubal-kit/auth-core';
import { type Column, faintTitles, table } from '../../../terminal/columns.js';
import { paint } from '../../../terminal/paint.js';
import type { Printer } from '../../../terminal/printer.js';
import { cellName, shownName } from '../../../terminal/shown-key-name.js';
import type { PlannedKey } from './import-plan.js';

/** What an import found, and what it did. Has no key. */
export interface ImportResult {
  readonly plan: readonly PlannedKey[];
  readonly from: string;
  readonly path: string;
  readonly dryRun: boolean;
  readonly changed: boolean;
  readonly written: readonly string[];
  /** Why nothing was done, where conflicts wait for a choice. */
  readonly refused?: Failure;
}

const WORDS: Readonly<Record<PlannedKey['fate'], (key: PlannedKey) => string>> = {
  conflict: ({ stored }) => `conflict: here it is ${stored?.masked} (${stored?.fingerprint})`,
  malformed: ({ problem }) => `not imported: ${problem}`,
  new: () => 'new',
  same: () => 'stored already',
};

const COLUMNS: readonly Column<PlannedKey>[] = [
  { title: 'NAME', value: ({ name }) => cellName(name) },
  { title: 'FINGERPRINT', value: ({ fingerprint }) => fingerprint },
  { title: 'KEY', value: ({ masked }) => masked },
  { title: 'LINE', value: ({ line }) => String(line) },
  { title: 'IMPORT', value: (key) => WORDS[key.fate](key) },
];

/** What would happen to each key, conflicts first. */
export const planView = (plan: readonly PlannedKey[]): string => faintTitles(table(plan, COLUMNS));

/** What was done. */
export function printImport({ written, path, from, refused, dryRun }: ImportResult, print: Printer): void {
  if (refused !== undefined) print.problem(sentencesOf(refused));
  else if (dryRun) print.note('--dry-run: nothing was written.');
  else if (written.length === 0) print.view(`Nothing to import into ${path}.`);
  else {
    print.view(`${paint.good('✓')} Imported ${written.map(shownName).join(', ')} into ${path}.`);
    print.note(`${from} still has its keys in plain text. Remove it once no older client needs it.`);
  }
}

export function importJson({ plan, from, path, dryRun, changed, written, refused }: ImportResult): object {
  return {
    ok: refused === undefined,
    ...(refused === undefined ? {} : { failure: refused }),
    changed,
    dryRun,
    config: path,
    from,
    written,
    keys: plan,
  };
}
