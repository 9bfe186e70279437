import { type Failure, failureOf, redact } from '@dlubal-kit/auth-core';
import { EXIT } from '../failure/exit.js';
import { failureIn } from '../failure/failure-in.js';
import type { Printer } from './printer.js';

/** Something thrown, as the lines and the number that come of it. */
interface Report {
  readonly line: string;
  readonly hint?: string;
  readonly exitCode: number;
  readonly failure?: Failure;
}

/**
 * Recognised by name, since each command is built into a file of its own, with classes of its own. An edit that cannot
 * be written was asked for with a name or a value that config.ini cannot hold.
 */
const WRONG_USAGE: ReadonlySet<string> = new Set(['UsageError', 'ConfigEditError']);

function reportOf(thing: unknown): Report {
  if (thing instanceof Error && WRONG_USAGE.has(thing.name)) {
    return { line: thing.message, exitCode: EXIT.usage };
  }
  const failure = failureIn(thing);
  const message = thing instanceof Error ? thing.message : String(thing);
  if (failure === undefined) return { line: message, exitCode: EXIT.unexpected };
  const said = message.includes(failure.remedy);
  return { line: message, exitCode: failure.exitCode, failure, ...(said ? {} : { hint: failure.remedy }) };
}

/** Prints anything thrown and gives its exit code. With `--json` the answer goes to stdout too. */
export function reportFailure(thing: unknown, print: Printer): number {
  const { line, hint, exitCode, failure } = reportOf(thing);
  print.problem(hint === undefined ? line : `${line}\n  ${hint}`);
  const told = failure ?? failureOf('unrecognised', { remedy: redact(line) });
  const kind = exitCode === EXIT.usage ? 'usage' : 'unexpected';
  print.json({ ok: false, failure: failure === undefined ? { ...told, kind, exitCode } : told });
  return exitCode;
}
