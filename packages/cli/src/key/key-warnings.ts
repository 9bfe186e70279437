import { redact } from '@dlubal-kit/auth-core';
import type { Context } from '../edge/context.js';
import { paintFor } from '../terminal/colours.js';

/** Warnings of a resolution, beside the answer. */
export function keyWarnings(warnings: readonly string[], context: Context): void {
  const paint = paintFor(context.errIsTerminal, context.env, undefined);
  for (const warning of warnings) context.err(`${paint.note('warning:')} ${redact(warning)}\n`);
}
