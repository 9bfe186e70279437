import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import type { COMPLETION } from './completion-definition.js';
import { completionScript } from './completion-scripts.js';

/** Prints the script that makes a shell complete commands, options and key names. */
export const completion: Run<typeof COMPLETION> = async ({ shell }, { print, executable }) => {
  const script = completionScript(shell, await executable());
  print.json({ ok: true, shell, script });
  if (!print.asJson) print.reveal(script);
  return EXIT.ok;
};
