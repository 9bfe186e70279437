import { redact } from '@dlubal-kit/auth-core';
import type { Call } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { paintFor } from '../../terminal/colours.js';
import { cellName } from '../../terminal/shown-name.js';
import type { ShownKey } from './keys-show.js';

/** Everything but the key that was asked for passes through `redact`. */
export function keysShowJson({ revealed, ...shown }: ShownKey, config: string, context: Context): void {
  const safe = JSON.parse(redact(JSON.stringify({ ok: true, config, key: shown })));
  if (revealed !== undefined) safe.key.revealed = revealed;
  context.out(`${JSON.stringify(safe, null, 2)}\n`);
}

export function keysShowView(shown: ShownKey, config: string, call: Call, context: Context): void {
  const paint = paintFor(context.outIsTerminal, context.env, call.flags['no-color']);
  const { revealed } = shown;
  const lines = [
    paint.strong(cellName(shown.name)),
    `  Key          ${shown.masked}`,
    `  Fingerprint  ${shown.fingerprint}`,
    `  Default      ${shown.isDefault ? 'yes' : 'no'}`,
    ...(shown.sameAs.length > 0 ? [`  Same as      ${shown.sameAs.map(cellName).join(', ')}`] : []),
    `  Place        ${config}, line ${shown.line}`,
    ...(shown.problem === undefined ? [] : [`  Problem      ${paint.bad(shown.problem)}`]),
    '',
  ];
  context.out(redact(lines.join('\n')));
  if (revealed !== undefined) context.out(`  Revealed     ${printable(revealed)}\n`);
}

/** A value that a terminal might obey is shown in quotation marks, with escapes. */
const printable = (value: string): string => (/^[\x21-\x7e]+$/.test(value) ? value : JSON.stringify(value));
