import type { Run } from '../../command-line/command.js';
import { keyJson } from '../../key/key-json.js';
import { refuseTerminal } from '../../key/refuse-terminal.js';
import { keyToHandOn } from '../../key/sendable-key.js';

/** Prints the key itself, for a pipe. */
export const token: Run = async (call, context) => {
  refuseTerminal('token', call, context);
  const resolved = await keyToHandOn(call, context);
  const key = resolved.key.reveal();
  if (call.flags.json) {
    context.out(`${JSON.stringify({ ok: true, key: { ...keyJson(resolved), token: key } }, null, 2)}\n`);
  } else context.out(`${key}\n`);
  return 0;
};
