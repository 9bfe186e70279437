import type { Context, ProgramEnd } from '../../edge/context.js';
import { cellName } from '../../terminal/shown-name.js';

/** Exit codes of env(1), so that the program's own codes can be told from ours. */
export const OURS_FAILED = 125;
const NOT_RUNNABLE = 126;
const NOT_FOUND = 127;

const START_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such command. Check its spelling and PATH.',
  EACCES: 'this user may not run it. Check its permissions.',
  ENOEXEC: 'it is not a program for this system. Name its interpreter first, for example "node".',
  'batch-argument':
    'it is a batch file, and an argument has a "%" or a line break, which no batch file gets as it is. Name the program that it starts.',
  E2BIG: 'its arguments and environment are longer than the system takes.',
};

/** Ends as the program did: gives its exit code, or ends by its signal; says why it never ran. */
export function endLike(end: ProgramEnd, program: string, context: Context): number {
  if ('notStarted' in end) return sayNotStarted(end.notStarted, program, context);
  if (end.signal !== undefined) context.endBySignal(end.signal);
  return end.code;
}

/** Says why a program never ran, and gives the exit code for it. */
export function sayNotStarted(reason: string, program: string, context: Context): number {
  const why = START_FAILURES[reason] ?? `the system reports ${reason}.`;
  context.err(`dlubal-auth: "${cellName(program)}" cannot be run: ${why}\n`);
  return reason === 'ENOENT' ? NOT_FOUND : NOT_RUNNABLE;
}
