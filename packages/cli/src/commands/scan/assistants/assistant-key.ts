import { fingerprint, mask } from '@dlubal-kit/auth-core';
import { ConfigStore, locateConfig } from '@dlubal-kit/node-client/config';
import { attempt } from '../../../failure/attempt.js';
import { homeOf } from '../../../key/path-of.js';
import type { Context } from '../../../terminal/context.js';
import { shownName } from '../../../terminal/shown-key-name.js';
import { knownKeys } from '../report/known-keys.js';

/** The key that an AI assistant spends. Has no key. */
export interface AssistantKey {
  /** The name that the key has too. */
  readonly name?: string;
  readonly masked: string;
  readonly fingerprint: string;
}

/**
 * The key that Dlubal's MCP server takes: `default` in the config.ini of the official clients, which know no other path
 * and no variable (docs/facts/wire.md, The ecosystem around it).
 */
export async function assistantKey(context: Context): Promise<AssistantKey | undefined> {
  const { platform, env, cwd } = context;
  const place = { platform, cwd, home: homeOf(context), env: { ...env, DLUBAL_API_CONFIG: undefined } };
  const read = await attempt(async () => new ConfigStore({ path: locateConfig(place) }).read());
  const config = 'done' in read ? read.done.config : undefined;
  const value = config?.ok === true ? config.apiKeys?.get('default')?.value : undefined;
  if (value === undefined || value === '') return undefined;
  const name = knownKeys('done' in read ? read.done : undefined).get(value.toLowerCase());
  return { ...(name === undefined ? {} : { name }), masked: mask(value), fingerprint: fingerprint(value) };
}

/** Which key that is, and how to change it. */
export function spentWords(spent: AssistantKey | undefined): string {
  if (spent === undefined) {
    return "Dlubal's MCP server uses the default of config.ini, and there is none. Set it: dlubal-auth keys use NAME";
  }
  const { name, masked } = spent;
  const key = name === undefined ? masked : `${shownName(name)} (${masked})`;
  return `Dlubal's MCP server uses the default of config.ini, ${key}. Switch: dlubal-auth keys use NAME`;
}
