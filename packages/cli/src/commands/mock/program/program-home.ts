import {
  type Dirent,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../../../terminal/context.js';

/** Where a program under test finds config.ini. Gone with the `using` block that holds it. */
export interface ProgramHome extends Disposable {
  /** Variables that lead the program there. */
  readonly env: Readonly<Record<string, string>>;
}

/** The folder in which a system keeps settings, of which only ours are replaced. */
const SETTINGS = {
  posix: { variable: 'XDG_CONFIG_HOME', fallback: ['.config'], link: undefined },
  // Of the files in that folder itself no program keeps settings, and to link a file takes a privilege.
  win32: { variable: 'LOCALAPPDATA', fallback: ['AppData', 'Local'], link: 'junction' },
} as const;

/**
 * Makes a config.ini for a program under test, at the place where the official Python client looks (docs/facts/config-ini.md):
 * that client reads no variable of ours, and would otherwise find the user's real keys. Everything else in the folder for
 * settings stays in reach by links.
 */
export function programHome(config: string, context: Context): ProgramHome {
  const path = mkdtempSync(join(tmpdir(), 'dlubal-mock-'));
  const folder = join(path, 'Dlubal', 'api');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'config.ini');
  writeFileSync(file, config, { mode: 0o600 });
  const settings = SETTINGS[context.platform === 'win32' ? 'win32' : 'posix'];
  const links = linkSettings(settings, context, path);
  return {
    env: { DLUBAL_API_CONFIG: file, [settings.variable]: path },
    [Symbol.dispose]: () => {
      for (const link of links) removeLink(link);
      // Only now: nothing in it leads to the user's own files.
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** @returns the links */
function linkSettings(
  { variable, fallback, link }: (typeof SETTINGS)[keyof typeof SETTINGS],
  { env, home }: Context,
  path: string,
): string[] {
  const real = env[variable] || join(home(), ...fallback);
  return entriesOf(real)
    .filter((entry) => entry.name !== 'Dlubal' && (link === undefined || entry.isDirectory()))
    .map(({ name }) => ({ target: join(real, name), name: join(path, name) }))
    .filter(({ target, name }) => linked(target, name, link))
    .map(({ name }) => name);
}

/** A file system without links leaves a program without the settings of others. */
function linked(target: string, name: string, type: 'junction' | undefined): boolean {
  try {
    symlinkSync(target, name, type);
    return true;
  } catch {
    return false;
  }
}

/** @throws the system's error, unless the program removed it itself */
function removeLink(link: string): void {
  if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) unlinkSync(link);
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
