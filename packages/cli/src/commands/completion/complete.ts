import { redact } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/command.js';
import { COMMANDS } from '../../command-table.js';
import { locateStore } from '../../key/locate-store.js';
import { candidates } from './candidates.js';

/** What the scripts of `completion` call at each press of Tab: one candidate a line. Never fails, never warns. */
export const complete: Run = async (call, context) => {
  const keyNames = async (): Promise<string[]> => {
    const { config } = await locateStore(call, context).read();
    const names = config?.ok === true ? [...(config.apiKeys?.keys() ?? [])] : [];
    // A key where a name belongs stays unseen here too.
    return names.filter((name) => name !== 'default' && redact(name) === name);
  };
  const offered = await candidates(call.after, { commands: COMMANDS, keyNames }).catch(() => []);
  context.out(offered.map((word) => `${word}\n`).join(''));
  return 0;
};
