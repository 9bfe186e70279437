import { classifyError } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/command.js';
import { UsageError } from '../../failure/usage-error.js';
import { paintFor } from '../../terminal/colours.js';
import { failureJson } from '../../terminal/failure-json.js';
import { failureView } from '../../terminal/failure-view.js';
import { printJson } from '../../terminal/print-json.js';

/** Says what an error text on standard input means. */
export const classify: Run = async (call, context) => {
  if (context.inputIsTerminal) {
    throw new UsageError(
      '"classify" reads standard input. Pipe a text into it: dlubal-auth classify < build.log',
    );
  }
  const text = await context.readInput();
  if (text.trim() === '')
    throw new UsageError('standard input is empty. Pipe an error text into "dlubal-auth classify".');
  const failure = classifyError(text);
  if (call.flags.json) printJson(context, { ok: true, failure: failureJson(failure) });
  else
    context.out(failureView(failure, paintFor(context.outIsTerminal, context.env, call.flags['no-color'])));
  return failure.kind === 'unrecognised' ? 1 : 0;
};
