import type { Run } from '../../command.js';
import type { Context, ProgramEnd } from '../../context.js';
import { KEY_NAME_VARIABLE, KEY_VARIABLE } from '../../key-variables.js';
import { reportFailure } from '../../output/report-failure.js';
import { cellName } from '../../output/shown-name.js';
import { keyToHandOn } from '../../sendable-key.js';

/** Exit codes of env(1), so that the program's own codes can be told from ours. */
const OURS_FAILED = 125;
const NOT_RUNNABLE = 126;
const NOT_FOUND = 127;

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
  return codeOf(await context.runProgram(call.after, env), call.after[0] ?? '', context);
};

/** The environment with this key in it, and nothing that names another. Windows takes names in any case. */
export function programEnv(env: Context['env'], key: string, platform: string): Context['env'] {
  const rivals = new Set([KEY_VARIABLE, KEY_NAME_VARIABLE]);
  const kept = Object.entries(env).filter(
    ([name]) => !rivals.has(platform === 'win32' ? name.toUpperCase() : name),
  );
  return { ...Object.fromEntries(kept), [KEY_VARIABLE]: key };
}

const START_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such command. Check its spelling and PATH.',
  EACCES: 'this user may not run it. Check its permissions.',
  ENOEXEC: 'it is no program for this system, and has no first line that names one.',
  E2BIG: 'its arguments and environment are longer than the system takes.',
};

function codeOf(end: ProgramEnd, program: string, context: Context): number {
  if ('code' in end) return end.code;
  const why = START_FAILURES[end.notStarted] ?? `the system reports ${end.notStarted}.`;
  context.err(`dlubal-auth: "${cellName(program)}" cannot be run: ${why}\n`);
  return end.notStarted === 'ENOENT' ? NOT_FOUND : NOT_RUNNABLE;
}
