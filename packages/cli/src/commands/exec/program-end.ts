import type { ProgramEnd } from '../../edge/system.js';
import { EXIT } from '../../failure/exit.js';
import type { Context } from '../../terminal/context.js';
import { cellName } from '../../terminal/shown-key-name.js';

const START_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such command. Check its spelling and PATH.',
  EACCES: 'this user is not allowed to run it. Check its permissions.',
  ENOEXEC: 'it is not a program for this system. Name its interpreter first, for example "node".',
  'batch-argument':
    'it is a batch file, and an argument has a "%" or a line break, which batch files do not get unchanged. Name the program that it starts.',
  E2BIG: 'its arguments and environment are longer than the system accepts.',
};

/** Ends as the program did: gives its exit code, or ends by its signal; says why it never ran. */
export function endLike(end: ProgramEnd, program: string, context: Context): number {
  if ('notStarted' in end) return sayNotStarted(end.notStarted, program, context);
  if (end.signal !== undefined) context.endBySignal(end.signal);
  return end.code;
}

/** Says why a program never ran, and gives the exit code for it. */
export function sayNotStarted(reason: string, program: string, { print }: Context): number {
  const why = START_FAILURES[reason] ?? `the system reports ${reason}.`;
  print.problem(`"${cellName(program)}" cannot be run: ${why}`);
  return reason === 'ENOENT' ? EXIT.notFound : EXIT.notRunnable;
}
