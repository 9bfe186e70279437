import { classifyError } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { failureView } from '../../terminal/failure-view.js';
import type { CLASSIFY } from './classify-definition.js';

/** A longer log is cut by whoever pipes it in: they know where the error is. */
const MOST_MIB = 64;

/** Explains an error text on stdin. */
export const classify: Run<typeof CLASSIFY> = async (_options, { print, inputIsTerminal, readInput }) => {
  if (inputIsTerminal) {
    throw new UsageError('"classify" reads stdin.', 'Pipe a text into it: dlubal-auth classify < build.log');
  }
  const text = await readInput(MOST_MIB);
  if (text.trim() === '') {
    throw new UsageError('stdin is empty.', 'Pipe an error text into "dlubal-auth classify".');
  }
  const failure = classifyError(text);
  print.json({ ok: true, failure });
  print.view(failureView(failure));
  return failure.kind === 'unrecognised' ? EXIT.unrecognised : EXIT.ok;
};
