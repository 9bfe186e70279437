import type { Run } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { KEY_NAME_VARIABLE, KEY_VARIABLE } from '../../key/key-variables.js';
import { keyToHandOn } from '../../key/sendable-key.js';
import { reportFailure } from '../../terminal/report-failure.js';
import { endLike, OURS_FAILED } from './program-end.js';

/** Runs a program with the key in its environment. */
export const exec: Run = async (call, context) => {
  let env: Context['env'];
  try {
    const { key } = await keyToHandOn(call, context);
    env = programEnv(context.env, key.reveal(), context.platform);
  } catch (thing) {
    reportFailure(thing, context, call.flags.json === true);
    return OURS_FAILED;
  }
  return endLike(await context.runProgram(call.after, env), call.after[0] ?? '', context);
};

/** The environment with this key in it, and nothing that names another. Windows takes names in any case. */
export function programEnv(env: Context['env'], key: string, platform: string): Context['env'] {
  const rivals = new Set([KEY_VARIABLE, KEY_NAME_VARIABLE]);
  const kept = Object.entries(env).filter(
    ([name]) => !rivals.has(platform === 'win32' ? name.toUpperCase() : name),
  );
  return { ...Object.fromEntries(kept), [KEY_VARIABLE]: key };
}
