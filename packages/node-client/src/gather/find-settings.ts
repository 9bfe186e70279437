import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseSettings, type Settings, SettingsError } from '@dlubal-kit/auth-core';
import { textOf } from '../file/edit-file.js';
import { lookAtPath } from '../file/look-at-file.js';

export const SETTINGS_FILE = '.dlubalrc';

export interface FoundSettings {
  readonly path: string;
  readonly settings: Settings;
}

export interface SettingsPlaces {
  /** Where the search begins. */
  readonly cwd: string;
  /** Looked at last. */
  readonly home: string;
}

/**
 * The nearest `.dlubalrc`: in the working directory, its parents, then the home folder.
 *
 * @throws {SettingsError} when it has an entry that cannot be used, or holds a key
 * @throws {ConfigFileError} when it cannot be read
 */
export function findSettings(places: SettingsPlaces): FoundSettings | undefined {
  const path = settingsPaths(places).find(exists);
  return path === undefined ? undefined : { path, settings: readSettings(path) };
}

/** Each place where a `.dlubalrc` may lie, the nearest first. */
export function settingsPaths({ cwd, home }: SettingsPlaces): string[] {
  const folders: string[] = [];
  for (let folder = resolve(cwd); folders.at(-1) !== folder; folder = dirname(folder)) folders.push(folder);
  if (!folders.includes(resolve(home))) folders.push(resolve(home));
  return folders.map((folder) => join(folder, SETTINGS_FILE));
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A parent that may not be entered holds nothing for this user.
    return false;
  }
}

function readSettings(path: string): Settings {
  refuseForeign(path);
  const parsed = parseSettings(textOf(path, lookAtPath(path)));
  if (!parsed.ok) throw parsed.error;
  const { caFile } = parsed.settings;
  // A path in the file is meant from where the file lies, wherever the program runs.
  return caFile === undefined
    ? parsed.settings
    : { ...parsed.settings, caFile: resolve(dirname(path), caFile) };
}

/**
 * In a folder that everyone may write to, such as /tmp, anyone could lay a `.dlubalrc` that sends the key to
 * their own server.
 */
function refuseForeign(path: string): void {
  if (process.getuid === undefined) return;
  const { uid } = statSync(path);
  if (uid === process.getuid() || uid === 0 || (statSync(dirname(path)).mode & 0o002) === 0) return;
  throw new SettingsError({
    field: 'the file',
    line: undefined,
    problem: `${path} belongs to another user and is in a folder that everyone can write to.`,
    remedy: 'Remove it or take it over.',
  });
}
