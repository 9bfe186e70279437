import { redact } from '@dlubal-kit/auth-core';
import { candidates } from '../../command-line/candidates.js';
import type { Command } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { locateStore } from '../../key/locate-store.js';
import type { Context } from '../../terminal/context.js';

/** What the scripts of `completion` call at each press of Tab: one candidate per line. Never fails, never warns. */
export async function complete(
  words: readonly string[],
  commands: readonly Command[],
  context: Context,
): Promise<number> {
  const keyNames = async (): Promise<string[]> => {
    const { config } = await locateStore({ config: configIn(words) }, context).read();
    const names = config?.ok === true ? [...(config.apiKeys?.keys() ?? [])] : [];
    // A key where a name belongs stays unseen here too.
    return names.filter((name) => name !== 'default' && redact(name) === name);
  };
  const offered = await candidates(words, { commands, keyNames }).catch(() => []);
  context.print.reveal(offered.map((word) => `${word}\n`).join(''));
  return EXIT.ok;
}

/** The config.ini that the line names. */
function configIn(words: readonly string[]): string | undefined {
  const at = words.indexOf('--config');
  return at < 0 ? undefined : words[at + 1];
}
