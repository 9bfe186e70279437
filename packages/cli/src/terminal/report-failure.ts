import { type Failure, failureOf, redact } from '@dlubal-kit/auth-core';
import type { Context } from '../edge/context.js';
import { paintFor } from './colours.js';
import { failureJson } from './failure-json.js';

/** Something thrown, as the two lines and the number that come of it. */
interface Report {
  readonly line: string;
  readonly hint?: string;
  readonly exitCode: number;
  readonly failure?: Failure;
}

/** Holds for every error class of this kit, from whichever copy of the packages it comes. */
export function failureIn(thing: unknown): Failure | undefined {
  if (!(thing instanceof Error) || !('failure' in thing)) return undefined;
  const { failure } = thing;
  return typeof failure === 'object' && failure !== null && 'exitCode' in failure
    ? (failure as Failure)
    : undefined;
}

/**
 * Told by name, since each command is built into a file of its own, with classes of its own. An edit that cannot be
 * written was asked for with a name or a value that cannot stand in the file.
 */
const WRONG_USAGE: ReadonlySet<string> = new Set(['UsageError', 'ConfigEditError']);

function reportOf(thing: unknown): Report {
  if (thing instanceof Error && WRONG_USAGE.has(thing.name)) return { line: thing.message, exitCode: 2 };
  const failure = failureIn(thing);
  const message = thing instanceof Error ? thing.message : String(thing);
  if (failure === undefined) return { line: `unexpected: ${message}`, exitCode: 1 };
  const said = message.includes(failure.remedy);
  return { line: message, exitCode: failure.exitCode, failure, ...(said ? {} : { hint: failure.remedy }) };
}

/** Prints anything thrown, keys masked, and gives its exit code. With JSON the answer goes to standard output too. */
export function reportFailure(thing: unknown, context: Context, json: boolean): number {
  const { line, hint, exitCode, failure } = reportOf(thing);
  const paint = paintFor(context.errIsTerminal, context.env, undefined);
  context.err(`${paint.bad('dlubal-auth:')} ${redact(line)}\n`);
  if (hint !== undefined) context.err(`  ${redact(hint)}\n`);
  if (json) {
    const told = failureJson(failure ?? failureOf('unrecognised', { remedy: redact(line) }));
    const body = {
      ok: false,
      failure:
        failure === undefined ? { ...told, kind: exitCode === 2 ? 'usage' : 'unexpected', exitCode } : told,
    };
    context.out(`${JSON.stringify(body, null, 2)}\n`);
  }
  return exitCode;
}
