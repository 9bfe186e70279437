import {
  editConfig,
  messageOf,
  type ResolveInput,
  resolveKey,
  universalNewlines,
} from '@dlubal-kit/auth-core';
import { editKeys } from '../config/edit-keys.js';
import type { Gathered } from '../gather/gather.js';

/** Longest wait for edits of other processes, in milliseconds: a call waits for this. */
const WAIT_MS = 2000;

const NO = new Set(['0', 'false', 'no', 'off']);

/** Whether config.ini stores which key was used last. */
export function remembers({ options, env }: Pick<Gathered, 'options' | 'env'>): boolean {
  return options.rememberLastUsed ?? !NO.has((env.DLUBAL_REMEMBER_LAST_USED ?? '').trim().toLowerCase());
}

/**
 * Stores what `resolveKey` says should be stored, decided anew by what the file holds once it is locked.
 *
 * @returns a warning when it could not be stored, or not be written to the audit log
 */
export async function rememberKey(
  path: string,
  input: ResolveInput,
  env: Gathered['env'],
): Promise<string | undefined> {
  let unlogged: string | undefined;
  const onWarning = (warning: string): void => {
    unlogged = warning;
  };
  const remembered = (text: string): string => {
    const { edit } = resolveKey({ ...input, config: universalNewlines(text) });
    return edit === undefined ? text : editConfig(text, edit);
  };
  try {
    const audit = { log: env.DLUBAL_AUDIT_LOG ?? '', onWarning };
    await editKeys(path, remembered, { lockWaitMs: WAIT_MS, audit });
    return unlogged;
  } catch (error) {
    const why = messageOf(error);
    return `The key is used, but config.ini does not store that it was used last. ${why} To turn this off, set DLUBAL_REMEMBER_LAST_USED=0.`;
  }
}
