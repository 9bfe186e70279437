import { appendFileSync } from 'node:fs';
import { nearestNames, type ResolvedKey } from '@dlubal-kit/auth-core';
import type { Call, Run } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { UsageError } from '../../failure/usage-error.js';
import { keyJson } from '../../key/key-json.js';
import { KEY_NAME_VARIABLE, KEY_VARIABLE } from '../../key/key-variables.js';
import { refuseTerminal } from '../../key/refuse-terminal.js';
import { keyToHandOn } from '../../key/sendable-key.js';
import { OTHER_NAMES, SHELLS, type ShellName } from './shells.js';

/** Prints the lines that set DLUBAL_API_KEY in a shell, or hands it to the next steps of a GitHub job. */
export const env: Run = async (call, context) => {
  const shell = shellOf(call);
  refuseTerminal('env', call, context);
  const resolved = await keyToHandOn(call, context);
  if (shell === 'github') return handToJob(resolved, call, context);
  const script = scriptFor(shell, resolved.key.reveal());
  const answer = { ok: true, shell, key: keyJson(resolved), script };
  context.out(call.flags.json ? `${JSON.stringify(answer, null, 2)}\n` : script);
  return 0;
};

function shellOf({ values }: Call): ShellName {
  const names = Object.keys(SHELLS);
  const given = values.shell?.toLowerCase();
  if (given === undefined) throw new UsageError(`"env" wants --shell: one of ${names.join(', ')}.`);
  const meant = OTHER_NAMES[given] ?? given;
  if (isShell(meant)) return meant;
  const near = nearestNames(given, names)[0];
  throw new UsageError(
    `there is no shell "${given}". ${near === undefined ? `Take one of ${names.join(', ')}.` : `Did you mean ${near}?`}`,
  );
}

const isShell = (name: string): name is ShellName => Object.hasOwn(SHELLS, name);

/**
 * The lines for one shell.
 *
 * @throws {UsageError} for a key that no quotation there carries; a well-formed key is never one
 */
export function scriptFor(name: ShellName, key: string): string {
  const { set, unset, cannotHold } = SHELLS[name];
  if (cannotHold?.test(key)) {
    throw new UsageError(
      `this key holds a character that ${name} would change, so it is not written. Is it an API key? See "dlubal-auth keys list".`,
    );
  }
  const lines = [set(KEY_VARIABLE, key), ...(unset === undefined ? [] : [unset(KEY_NAME_VARIABLE)])];
  return lines.map((line) => `${line}\n`).join('');
}

/** The mask goes out first: from then on the runner blots the key out of every log. */
function handToJob({ key }: ResolvedKey, call: Call, context: Context): number {
  if (call.flags.json) {
    throw new UsageError('"env --shell github" writes for the runner of a job. Leave out --json.');
  }
  const secret = key.reveal();
  context.out(`::add-mask::${secret.replaceAll('%', '%25')}\n`);
  const lines = scriptFor('github', secret);
  const file = context.env.GITHUB_ENV;
  if (file) append(file, lines);
  else {
    context.out(lines);
    context.err('note: GITHUB_ENV is not set, so this is no step of a GitHub job: nothing was handed on.\n');
  }
  return 0;
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
