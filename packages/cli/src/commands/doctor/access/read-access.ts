import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemProgram } from '@dlubal-kit/node-client/config';
import type { System } from '../../../edge/system.js';
import { type Stranger, strangersIn } from './access-list.js';

/** Who can read a file on Windows. */
export interface FileAccess {
  readonly strangers: readonly Stranger[];
  /** SID of the user. */
  readonly me: string;
}

/**
 * Asks Windows who can read a file. Its programs print names in the user's language; the list that `icacls` saves, and
 * the SID that `whoami` prints, are the same in all of them.
 *
 * @returns undefined where Windows does not say
 */
export function readAccess(path: string, env: System['env']): FileAccess | undefined {
  const me = /S-1-[\d-]+/.exec(ask('whoami.exe', ['/user', '/fo', 'csv', '/nh'], env))?.[0];
  const folder = mkdtempSync(join(tmpdir(), 'dlubal-auth-'));
  try {
    const saved = join(folder, 'access.txt');
    ask('icacls.exe', [path, '/save', saved], env);
    const strangers = me === undefined ? undefined : strangersIn(decode(readFileSync(saved)), me);
    return strangers === undefined || me === undefined ? undefined : { strangers, me };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A program of Windows, by its absolute path, that gets no key with its environment. */
function ask(program: string, args: readonly string[], env: System['env']): string {
  const options = { env: {}, windowsHide: true, timeout: 5000, encoding: 'latin1' } as const;
  return spawnSync(systemProgram(program, { env }), args, options).stdout ?? '';
}

/** UTF-16; whether it begins with a mark depends on the version of Windows. */
const decode = (bytes: Buffer): string => bytes.toString(bytes.includes(0) ? 'utf16le' : 'utf8');
