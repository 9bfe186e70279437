import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../../../terminal/context.js';

/** Where a program under test finds config.ini. Gone with the `using` block that holds it. */
export interface ProgramHome extends Disposable {
  /** Variables that lead the program there. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes a config.ini for a program under test, at the place where the official client looks (docs/facts/config-ini.md): that
 * client reads no variable of ours, and would otherwise find the user's real keys. Everything else in the folder for
 * settings stays in reach by links. Windows keeps too much in that folder to move it: there `DLUBAL_API_CONFIG` alone
 * leads to the file.
 */
export function programHome(config: string, context: Context): ProgramHome {
  const path = mkdtempSync(join(tmpdir(), 'dlubal-mock-'));
  const folder = join(path, 'Dlubal', 'api');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'config.ini');
  writeFileSync(file, config, { mode: 0o600 });
  const onWindows = context.platform === 'win32';
  if (!onWindows) linkSettings(context, path);
  return {
    env: { DLUBAL_API_CONFIG: file, ...(onWindows ? {} : { XDG_CONFIG_HOME: path }) },
    // Links are taken away, not followed.
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

function linkSettings({ env, home }: Context, path: string): void {
  const real = env.XDG_CONFIG_HOME || join(home(), '.config');
  for (const name of namesIn(real)) if (name !== 'Dlubal') symlinkSync(join(real, name), join(path, name));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
