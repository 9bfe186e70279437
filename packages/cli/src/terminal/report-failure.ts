import {
  type Failure,
  failureOf,
  isDlubalError,
  isErrorLike,
  messageOf,
  redact,
  sentencesOf,
} from '@dlubal-kit/auth-core';
import { UsageError } from '../failure/usage-error.js';
import type { UsageFault } from '../failure/usage-fault.js';
import type { Printer } from './printer.js';

/** Something thrown, as the line and the failure that come of it. */
interface Report {
  readonly line: string;
  readonly failure: Omit<Failure, 'kind'> & { readonly kind: string };
}

function reportOf(thrown: unknown): Report {
  const thing = isUsageFault(thrown) ? new UsageError(thrown.happened, thrown.remedy) : thrown;
  if (isDlubalError(thing)) {
    // What was typed is in sight, so the kind would only be in the way.
    const line = thing.kind === 'usage' ? sentencesOf(thing.failure) : thing.message;
    return { line, failure: thing.failure };
  }
  const line = messageOf(thing);
  return { line, failure: { ...failureOf('unrecognised', { happened: redact(line) }), kind: 'unexpected' } };
}

/** By name, since each command is built into a file of its own, with classes of its own. */
const isUsageFault = (thing: unknown): thing is UsageFault =>
  isErrorLike(thing) && thing.name === 'UsageFault';

/** Prints anything thrown and gives its exit code. With `--json` the answer goes to stdout too. */
export function reportFailure(thing: unknown, print: Printer): number {
  const { line, failure } = reportOf(thing);
  print.problem(line);
  // Help says more about what was typed.
  if (failure.kind !== 'usage') print.aside(`More: ${failure.docs}`);
  print.json({ ok: false, failure });
  return failure.exitCode;
}
