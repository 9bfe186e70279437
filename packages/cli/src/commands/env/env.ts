import { appendFileSync } from 'node:fs';
import { keyVariables, type ResolvedKey } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { keyJson } from '../../key/key-json.js';
import { refuseTerminal } from '../../key/refuse-terminal.js';
import { keyToHandOn } from '../../key/sendable-key.js';
import type { Context } from '../../terminal/context.js';
import type { ENV } from './env-definition.js';
import { SHELLS, type ShellName } from './shell-syntax.js';

/** The variable that programs get the key in. */
const KEY_VARIABLE = 'DLUBAL_API_KEY';

/** Prints the lines that set DLUBAL_API_KEY in a shell, or hands it to the next steps of a GitHub job. */
export const env: Run<typeof ENV> = async (options, context) => {
  const { shell } = options;
  const { print } = context;
  refuseTerminal('env', options.force, context);
  if (shell === 'github' && print.asJson) {
    throw new UsageError('"env --shell github" writes for the runner of a job. Leave out --json.');
  }
  const resolved = await keyToHandOn(options, context);
  if (shell === 'github') handToJob(resolved, context);
  else {
    const script = scriptFor(shell, resolved.key.reveal());
    const answer = { ok: true, shell, key: keyJson(resolved), script };
    print.reveal(print.asJson ? `${JSON.stringify(answer, null, 2)}\n` : script);
  }
  return EXIT.ok;
};

/**
 * The lines for one shell.
 *
 * @throws {UsageError} for a key that no quoting there preserves; a well-formed key never is one
 */
export function scriptFor(name: ShellName, key: string): string {
  const { set, unset, cannotHold } = SHELLS[name];
  if (cannotHold?.test(key)) {
    throw new UsageError(
      `this key has a character that ${name} would change, so it is not written. Is it an API key? See "dlubal-auth keys list".`,
    );
  }
  const rivals = keyVariables().filter((variable) => variable !== KEY_VARIABLE);
  const lines = [set(KEY_VARIABLE, key), ...(unset === undefined ? [] : rivals.map(unset))];
  return lines.map((line) => `${line}\n`).join('');
}

/** The mask goes out first: from then on the runner removes the key from every log. */
function handToJob({ key }: ResolvedKey, { print, env }: Context): void {
  const secret = key.reveal();
  print.reveal(`::add-mask::${secret.replaceAll('%', '%25')}\n`);
  const lines = scriptFor('github', secret);
  if (env.GITHUB_ENV) append(env.GITHUB_ENV, lines);
  else {
    print.reveal(lines);
    print.warn('GITHUB_ENV is not set, so this is not a step of a GitHub job: nothing was handed on.');
  }
}

function append(file: string, lines: string): void {
  try {
    appendFileSync(file, lines);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
    throw new UsageError(
      `${file} cannot be written: the system reports ${code}. GITHUB_ENV names the file that the runner reads.`,
    );
  }
}
