import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { keyJson } from '../../key/key-json.js';
import { refuseTerminal } from '../../key/refuse-terminal.js';
import { keyToHandOn } from '../../key/sendable-key.js';
import type { TOKEN } from './token-definition.js';

/** Prints the key itself, for a pipe. */
export const token: Run<typeof TOKEN> = async (options, context) => {
  refuseTerminal('token', options.force, context);
  const resolved = await keyToHandOn(options, context);
  const key = resolved.key.reveal();
  const answer = { ok: true, key: { ...keyJson(resolved), token: key } };
  context.print.reveal(context.print.asJson ? `${JSON.stringify(answer, null, 2)}\n` : `${key}\n`);
  return EXIT.ok;
};
