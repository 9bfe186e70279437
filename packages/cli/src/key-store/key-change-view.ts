import { redact } from '@dlubal-kit/auth-core';
import type { Call } from '../command-line/command.js';
import type { Context } from '../edge/context.js';
import { paintFor } from '../terminal/colours.js';
import { printJson } from '../terminal/print-json.js';
import type { KeyChange, MadeChange } from './key-change.js';

/** Tells a change that was made: the sentence is the answer, notes go beside it. */
export function keyChangeView(
  { key, sentence, notes, changed, path }: MadeChange<KeyChange>,
  call: Call,
  context: Context,
): void {
  if (call.flags.json) {
    printJson(context, { ok: true, changed, config: path, key, notes });
    return;
  }
  const paint = paintFor(context.outIsTerminal, context.env, call.flags['no-color']);
  context.out(redact(`${paint.good('✓')} ${sentence}\n`));
  for (const note of notes) context.err(redact(`${paint.note('note:')} ${note}\n`));
}
