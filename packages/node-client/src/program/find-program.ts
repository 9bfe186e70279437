import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import type { Environment } from '../config/config-path.js';

/** What decides which program a name means. */
export interface ProgramPlaces {
  readonly env: Environment;
  /** As `process.platform`. */
  readonly platform: string;
  /** The folder from which a name with a folder in it starts. */
  readonly cwd: string;
}

/** What Windows starts, in the order in which it looks where PATHEXT is not set. Scripts (`.js`) are not programs. */
const STARTABLE = ['.com', '.exe', '.bat', '.cmd'];

/**
 * The absolute path of a program, looked up through the absolute entries of PATH only. Windows itself looks into the
 * working directory first, and an empty or relative entry means a folder below it: a folder from elsewhere would
 * choose the program.
 *
 * @param name on Windows with or without its extension; a name with a folder in it is found in that folder
 * @returns undefined where there is none
 * @example findProgram('npm', { env: process.env, platform: 'win32', cwd: 'C:\\' }); // 'C:\Program Files\nodejs\npm.cmd'
 */
export function findProgram(
  name: string,
  places: ProgramPlaces,
  runs: (path: string) => boolean = canRun,
): string | undefined {
  const windows = places.platform === 'win32';
  if (name === '') return undefined;
  const names = windows ? windowsNames(name, places.env) : [name];
  return foldersFor(name, places, windows)
    .flatMap((folder) => names.map((file) => (windows ? win32 : posix).resolve(folder, file)))
    .find(runs);
}

/** Whether a name says where its program is, so that PATH does not count. */
export const hasFolder = (name: string, platform: string): boolean =>
  (platform === 'win32' ? /[\\/:]/ : /\//).test(name);

function foldersFor(name: string, { env, platform, cwd }: ProgramPlaces, windows: boolean): string[] {
  if (hasFolder(name, platform)) return [cwd];
  return (variable(env, 'PATH', windows) ?? '')
    .split(windows ? ';' : ':')
    .map((entry) => (windows ? entry.replaceAll('"', '') : entry))
    .filter((entry) => isAbsolute(entry, windows));
}

function windowsNames(name: string, env: Environment): string[] {
  const wanted = (variable(env, 'PATHEXT', true) || STARTABLE.join(';')).toLowerCase().split(';');
  const extensions = wanted.filter((extension) => STARTABLE.includes(extension));
  const given = STARTABLE.includes(win32.extname(name).toLowerCase()) ? [name] : [];
  return [...given, ...extensions.map((extension) => name + extension)];
}

/** `\tools` is on whichever drive is the current one, so it does not count. */
const isAbsolute = (entry: string, windows: boolean): boolean =>
  windows ? /^(?:[a-z]:[\\/]|[\\/]{2})/i.test(entry) : entry.startsWith('/');

/** Windows does not distinguish the case of names, and a copy of its environment keeps `Path` as it was written. */
export function variable(env: Environment, name: string, windows: boolean): string | undefined {
  if (!windows) return env[name];
  const found = Object.keys(env).find((key) => key.toUpperCase() === name);
  return found === undefined ? undefined : env[found];
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
