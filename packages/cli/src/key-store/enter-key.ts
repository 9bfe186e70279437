import { KeyResolutionError, keyFlaw, keyFormatOf, whyNotSendable } from '@dlubal-kit/auth-core';
import { UsageError } from '../failure/usage-error.js';
import type { Context } from '../terminal/context.js';

/** A key that was entered, and what is unusual about it. */
interface EnteredKey {
  readonly value: string;
  readonly notes: readonly string[];
}

/**
 * Checks whether a key can come in at all, before anything else is done.
 *
 * @param usage the command, for the message
 * @throws {UsageError} when it cannot
 */
export function checkWayIn(usage: string, stdin: boolean, context: Context): void {
  if (stdin && context.inputIsTerminal) {
    throw new UsageError(
      '--stdin reads a pipe or a file, and stdin is a terminal.',
      'Leave it out, and type the key at the prompt.',
    );
  }
  if (!stdin && !context.inputIsTerminal) {
    throw new UsageError(
      `stdin is not a terminal, so dlubal-auth cannot prompt.`,
      `Pipe the key in: dlubal-auth ${usage} --stdin < key.txt`,
    );
  }
}

/** Far more than a key takes, in any encoding. */
const MOST_MIB = 1;

/**
 * A key from the person at the terminal, or from stdin. White space around it is dropped, as parsers of config.ini
 * would drop it.
 *
 * @throws {KeyResolutionError} `key-malformed`, by position and class of character
 */
export async function enterKey(question: string, stdin: boolean, context: Context): Promise<EnteredKey> {
  const given = stdin ? await context.readInput(MOST_MIB) : await context.askHidden(question);
  if (given === undefined)
    throw new UsageError('no key was entered. Nothing was stored.', 'Run it again, and paste the key.');
  const value = given.trim();
  const format = keyFormatOf(undefined, context.env);
  const flaw = whyNotSendable(value, format);
  if (flaw !== undefined) {
    const place = stdin ? 'stdin' : 'the key entered';
    throw new KeyResolutionError('key-malformed', { happened: `${place}: ${flaw}. Nothing was stored.` });
  }
  const unusual = keyFlaw(value, format);
  return { value, notes: unusual === undefined ? [] : [`this does not look like an API key: ${unusual}.`] };
}
