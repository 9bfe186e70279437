import { type ResolveInput, resolveKey } from '@dlubal-kit/auth-core';
import { ConfigStore } from '../config/config-store.js';

/** Longest wait for edits of other processes, in milliseconds: a call waits for this. */
const WAIT_MS = 2000;

/**
 * Stores what `resolveKey` says should be stored, decided anew from what stands in the file once it is locked.
 *
 * @returns a warning when it could not be stored
 */
export async function rememberKey(path: string, input: ResolveInput): Promise<string | undefined> {
  const store = new ConfigStore({ path, lockWaitMs: WAIT_MS });
  try {
    await store.edit((text) => resolveKey({ ...input, config: text }).edit ?? text);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `The key is used, but config.ini was not told that it was used last. ${why} To turn this off, set DLUBAL_REMEMBER_LAST_USED=0.`;
  }
}
