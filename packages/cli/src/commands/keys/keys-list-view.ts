import { redact } from '@dlubal-kit/auth-core';
import type { Call } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { paintFor } from '../../terminal/colours.js';
import { type Column, partTitles, table } from '../../terminal/columns.js';
import { cellName } from '../../terminal/shown-name.js';
import type { ListedKey } from './keys-list.js';

const COLUMNS: readonly Column<ListedKey>[] = [
  { title: 'NAME', value: ({ name }) => cellName(name) },
  { title: 'FINGERPRINT', value: ({ fingerprint }) => fingerprint },
  { title: 'KEY', value: ({ masked }) => masked },
  { title: 'DEFAULT', value: ({ isDefault }) => (isDefault ? 'default' : '') },
  { title: 'LINE', value: ({ line }) => String(line) },
  { title: 'PROBLEM', value: ({ problem }) => problem ?? '' },
];

export function keysListView(keys: readonly ListedKey[], path: string, call: Call, context: Context): void {
  const paint = paintFor(context.outIsTerminal, context.env, call.flags['no-color']);
  if (keys.length === 0) {
    context.err(`No keys are stored in ${path}.\n`);
    return;
  }
  const columns = keys.some(({ problem }) => problem !== undefined) ? COLUMNS : COLUMNS.slice(0, -1);
  const { titles, lines } = partTitles(table(keys, columns));
  context.out(redact(paint.faint(titles) + lines));
}
