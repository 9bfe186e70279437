import type { Call } from '../command-line/command.js';
import type { Context } from '../edge/context.js';
import { UsageError } from '../failure/usage-error.js';

/** @throws {UsageError} where a key would stand on a screen and in its scrollback, unless `--force` says so */
export function refuseTerminal(name: string, call: Call, context: Context): void {
  if (!context.outIsTerminal || call.flags.force) return;
  throw new UsageError(
    `"${name}" prints the key, and standard output is a terminal, where it would stay to be read. Pipe it to a program, or say --force.`,
  );
}
