import { UsageError } from '../failure/usage-error.js';
import type { Context } from '../terminal/context.js';

/** @throws {UsageError} where a key would be shown on a screen and remain in the scrollback, unless `force` allows it */
export function refuseTerminal(name: string, force: boolean, context: Context): void {
  if (!context.outIsTerminal || force) return;
  throw new UsageError(
    `"${name}" prints the key, and stdout is a terminal, where it would remain in the scrollback.`,
    'Pipe it to a program, or use --force.',
  );
}
