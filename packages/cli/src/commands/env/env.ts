import { keyVariables } from '@dlubal-kit/auth-core';
import type { OptionsOf, Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { keyJson } from '../../key/key-json.js';
import { refuseTerminal } from '../../key/refuse-terminal.js';
import { keyToHandOn } from '../../key/sendable-key.js';
import type { Context } from '../../terminal/context.js';
import type { ENV } from './env-definition.js';
import { openJobFile } from './job-file.js';
import { type EnvTarget, SYNTAX } from './shell-syntax.js';

/** The variable that programs get the key in. */
const KEY_VARIABLE = 'DLUBAL_API_KEY';

/** Prints the lines that set DLUBAL_API_KEY in a shell, or hands it to the next steps of a GitHub job. */
export const env: Run<typeof ENV> = async (options, context) => {
  const { shell } = options;
  const { print } = context;
  refuseTerminal('env', options.force, context);
  if (shell === 'github') return handToJob(options, context);
  const resolved = await keyToHandOn(options, context);
  const script = scriptFor(shell, resolved.key.reveal());
  const answer = { ok: true, shell, key: keyJson(resolved), script };
  print.reveal(print.asJson ? `${JSON.stringify(answer, null, 2)}\n` : script);
  return EXIT.ok;
};

/**
 * The lines for one shell. The last sets the key: its exit code is what a script sees, and some shells fail when they
 * remove a variable that is not there.
 *
 * @throws {UsageError} for a key that no quoting there preserves; a well-formed key never is one
 */
export function scriptFor(name: EnvTarget, key: string): string {
  const { set, unset, cannotHold } = SYNTAX[name];
  if (cannotHold?.test(key)) {
    throw new UsageError(
      `this key has a character that ${name} would change, so it is not written.`,
      `Is it an API key? See "dlubal-auth keys list".`,
    );
  }
  const rivals = keyVariables().filter((variable) => variable !== KEY_VARIABLE);
  const lines = [...(unset === undefined ? [] : rivals.map(unset)), set(KEY_VARIABLE, key)];
  return lines.map((line) => `${line}\n`).join('');
}

/** The mask goes out first: from then on the runner removes the key from every log. */
async function handToJob(options: OptionsOf<typeof ENV>, context: Context): Promise<number> {
  const { print } = context;
  if (print.asJson) {
    throw new UsageError('"env --shell github" writes for the runner of a job.', 'Leave out --json.');
  }
  // Opened before the key is looked for: nothing is printed where there is nobody to read it.
  const file = openJobFile(context.env.GITHUB_ENV);
  try {
    const secret = (await keyToHandOn(options, context)).key.reveal();
    print.reveal(`::add-mask::${secret.replaceAll('%', '%25')}\n`);
    file.append(scriptFor('github', secret));
  } finally {
    file.close();
  }
  return EXIT.ok;
}
