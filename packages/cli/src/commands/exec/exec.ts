import { keyVariables } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { keyToHandOn } from '../../key/sendable-key.js';
import type { Context } from '../../terminal/context.js';
import { reportFailure } from '../../terminal/report-failure.js';
import type { EXEC } from './exec-definition.js';
import { endLike } from './program-end.js';

/** Runs a program with the key in its environment. */
export const exec: Run<typeof EXEC> = async (options, context) => {
  let env: Context['env'];
  try {
    const { key } = await keyToHandOn(options, context);
    env = programEnv(context.env, { [options.as ?? 'DLUBAL_API_KEY']: key.reveal() }, context.platform);
  } catch (thing) {
    reportFailure(thing, context.print);
    return EXIT.notStarted;
  }
  return endLike(await context.runProgram(options.program, env), options.program[0], context);
};

/** The environment with this variable in it, and nothing that gives another key. On Windows, names match in any case. */
export function programEnv(
  env: Context['env'],
  given: Readonly<Record<string, string>>,
  platform: string,
): Context['env'] {
  const same = (name: string): string => (platform === 'win32' ? name.toUpperCase() : name);
  const rivals = new Set([...keyVariables(), ...Object.keys(given)].map(same));
  const kept = Object.entries(env).filter(([name]) => !rivals.has(same(name)));
  return { ...Object.fromEntries(kept), ...given };
}
