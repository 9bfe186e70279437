import type { Run } from '../../command-line/command.js';
import { UsageError } from '../../failure/usage-error.js';
import { printJson } from '../../terminal/print-json.js';
import { COMPLETION_SCRIPTS } from './completion-scripts.js';

/** Prints the script that makes a shell complete commands, options and names of keys. */
export const completion: Run = async (call, context) => {
  const [shell = ''] = call.words;
  if (!Object.hasOwn(COMPLETION_SCRIPTS, shell)) {
    throw new UsageError(
      `"completion" knows no shell of this name. Write one of ${Object.keys(COMPLETION_SCRIPTS).join(', ')}.`,
    );
  }
  const script = COMPLETION_SCRIPTS[shell as keyof typeof COMPLETION_SCRIPTS];
  if (call.flags.json) printJson(context, { ok: true, shell, script });
  else context.out(script);
  return 0;
};
