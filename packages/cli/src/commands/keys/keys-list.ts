import { type ConfigEntry, type ConfigSyntaxError, failureOf, keyFlaw, mask } from '@dlubal-kit/auth-core';
import { ConfigStore, locateConfig } from '@dlubal-kit/node-client/config';
import type { Run } from '../../command.js';
import { printJson } from '../../output/print-json.js';
import { keysListView } from './keys-list-view.js';

/** One name as it is listed. Holds no key. */
export interface ListedKey {
  readonly name: string;
  readonly masked: string;
  /** Whether `default` holds the same value. */
  readonly isDefault: boolean;
  readonly line: number;
  /** Why the value cannot be used, where it cannot. */
  readonly problem?: string;
}

/** config.ini has a line that no client can read: exit code 8. */
export class UnreadableConfigError extends Error {
  override readonly name = 'UnreadableConfigError';
  readonly failure = failureOf('config-syntax');

  constructor(path: string, error: ConfigSyntaxError) {
    super(`${path}, ${error.message}`);
  }
}

function listed(entry: ConfigEntry, defaultValue: string | undefined): ListedKey {
  const { name, line, value } = entry;
  if (entry.error !== undefined)
    return { name, line, masked: '…', isDefault: false, problem: entry.error.message };
  const problem = keyFlaw(value ?? '');
  const row = { name, line, masked: mask(value ?? ''), isDefault: value === defaultValue };
  return problem === undefined ? row : { ...row, problem };
}

/** The names of a config.ini, in its order; `default` is told as a mark, and listed only when it is no name's. */
export function listKeys(entries: ReadonlyMap<string, ConfigEntry> | undefined): ListedKey[] {
  const defaultEntry = entries?.get('default');
  const rows = [...(entries?.values() ?? [])]
    .filter(({ name }) => name !== 'default')
    .map((entry) => listed(entry, defaultEntry?.value));
  const unnamed = defaultEntry !== undefined && !rows.some(({ isDefault }) => isDefault);
  return unnamed ? [...rows, listed(defaultEntry, defaultEntry.value)] : rows;
}

/** Lists the keys of config.ini, masked. */
export const keysList: Run = async (call, context) => {
  const store = new ConfigStore({
    path: call.values.config ?? locateConfig({ env: context.env, cwd: context.cwd }),
  });
  const { path, config } = await store.read();
  if (config?.ok === false) throw new UnreadableConfigError(path, config.error);
  const keys = listKeys(config?.apiKeys);
  if (call.flags.json) printJson(context, { ok: true, config: path, exists: config !== undefined, keys });
  else keysListView(keys, path, call, context);
  return 0;
};
