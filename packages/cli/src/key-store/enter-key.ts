import { KeyResolutionError, keyFlaw, keyShape } from '@dlubal-kit/auth-core';
import type { Call } from '../command-line/command.js';
import type { Context } from '../edge/context.js';
import { UsageError } from '../failure/usage-error.js';

/** A key that was entered, and what is unusual about it. */
export interface EnteredKey {
  readonly value: string;
  readonly notes: readonly string[];
}

/**
 * Says whether a key can come in at all, before anything else is done.
 *
 * @param name the command, for the message
 * @throws {UsageError} when it cannot
 */
export function checkWayIn(name: string, call: Call, context: Context): void {
  if (call.flags.stdin && context.inputIsTerminal) {
    throw new UsageError(
      '--stdin reads a pipe or a file, and standard input is a terminal. Leave it out to be asked without being shown.',
    );
  }
  if (!call.flags.stdin && !context.inputIsTerminal) {
    throw new UsageError(
      `standard input is no terminal, so nobody can be asked. Pipe the key in: dlubal-auth ${name} --stdin < key.txt`,
    );
  }
}

/**
 * A key from the person at the terminal, or from standard input with `--stdin`. White space around it goes, as
 * config.ini's readers would drop it.
 *
 * @throws {KeyResolutionError} `key-malformed`, by position and class of character
 */
export async function enterKey(question: string, call: Call, context: Context): Promise<EnteredKey> {
  const given = call.flags.stdin ? await context.readInput() : await context.askHidden(question);
  if (given === undefined) throw new UsageError('no key was entered. Nothing was stored.');
  const value = given.trim();
  const flaw = keyFlaw(value);
  if (flaw === undefined) return { value, notes: [] };
  if (keyShape(value) !== 'unusual') {
    throw new KeyResolutionError(
      'key-malformed',
      `what was entered is not an API key: ${flaw}. Copy the key again, whole and alone. Nothing was stored.`,
    );
  }
  return { value, notes: [`this does not look like an API key: ${flaw}.`] };
}
