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

/**
 * Signals that by default leave a core dump behind. The program has left its own, if any was asked for; this process has
 * the key in its memory.
 */
const DUMPS_CORE: ReadonlySet<NodeJS.Signals> = new Set([
  ...(['SIGABRT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGBUS', 'SIGFPE', 'SIGSEGV'] as const),
  ...(['SIGSYS', 'SIGXCPU', 'SIGXFSZ', 'SIGIOT'] as const),
]);

/**
 * Ends as the program did: gives its exit code, or ends by its signal, unless that would dump the core of this process:
 * then the exit code alone says so, as shells do (128 and the signal's number). Says why a program never ran.
 */
export function endLike(end: ProgramEnd, program: string, context: Context): number {
  if ('notStarted' in end) return sayNotStarted(end.notStarted, program, context);
  if (end.signal !== undefined && !DUMPS_CORE.has(end.signal)) context.endBySignal(end.signal);
  return end.code;
}

/** Says why a program never ran, and gives the exit code for it. */
export function sayNotStarted(reason: string, program: string, { print }: Context): number {
  const why = START_FAILURES[reason] ?? `the system reports ${reason}.`;
  print.problem(`"${cellName(program)}" cannot be run: ${why}`);
  return reason === 'ENOENT' ? EXIT.notFound : EXIT.notRunnable;
}
