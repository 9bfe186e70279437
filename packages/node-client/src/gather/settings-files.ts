import { closeSync, existsSync, fstatSync, lstatSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseSettings, type Settings, SettingsError, type SettingsOwner } from '@dlubal-kit/auth-core';
import { givenPath } from '../config/given-path.js';
import { codeOf, readError } from '../file/config-file-error.js';
import type { FileStamp } from '../file/file-stamp.js';
import { lookAtOpen, textOf } from '../file/look-at-file.js';
import { openQuietly } from '../file/read-carefully.js';

export const SETTINGS_FILE = '.dlubalrc';

/** A `.dlubalrc` that counts, and where each field is written. */
export interface SettingsFile {
  readonly path: string;
  readonly settings: Settings;
  readonly lines: { readonly [Field in keyof Settings]?: number | undefined };
  /** The state of the file that was read. */
  readonly stamp: FileStamp;
}

/** What the search for a project's `.dlubalrc` depends on. */
export interface ProjectPlace {
  readonly cwd: string;
  readonly home: string | undefined;
  readonly platform: string;
}

/** What was found, and what was passed over with the reason. */
export interface FoundSettings {
  readonly file: SettingsFile | undefined;
  readonly warnings: readonly string[];
}

/**
 * The `.dlubalrc` of the home folder. Like ssh with its own, this must belong to the user (or root) and nobody else
 * can be allowed to write to it, since it says where keys are sent.
 *
 * @throws {SettingsError} `settings-untrusted` when it does not, `settings-invalid` when an entry cannot be used
 * @throws {ConfigFileError} when it cannot be read
 */
export function readHomeSettings(home: string): FoundSettings {
  const path = join(home, SETTINGS_FILE);
  const file = readOpened(path, 'home', (stats) => {
    const flaw = homeFlaw(stats);
    if (flaw !== undefined) throw new SettingsError({ kind: 'settings-untrusted', file: path, ...flaw });
    return true;
  });
  return { file, warnings: [] };
}

/**
 * The nearest `.dlubalrc` of a project: in the working directory, then its parents; on Windows, which has no owners to
 * judge by, up to the root of the repository. A file of somebody else is passed over with a warning.
 *
 * @throws {SettingsError} `settings-untrusted` when it names a server, `settings-invalid` when an entry cannot be used
 * @throws {ConfigFileError} when it cannot be read
 */
export function readProjectSettings(place: ProjectPlace): FoundSettings {
  const warnings: string[] = [];
  for (const path of projectPaths(place)) {
    const file = readOpened(path, 'project', ({ uid }) => {
      const trusted = trustedOwners(place.cwd);
      if (trusted === undefined || (trusted.has(uid) && trusted.has(linkOwner(path) ?? uid))) return true;
      warnings.push(
        `${path} was not read: it belongs to another user (number ${uid}). Take it over or remove it.`,
      );
      return false;
    });
    if (file !== undefined) return { file, warnings };
  }
  return { file: undefined, warnings };
}

/** Each place where a project's `.dlubalrc` can be, the nearest first. */
export function projectPaths({ cwd, home, platform }: ProjectPlace): string[] {
  const folders: string[] = [];
  for (let folder = resolve(cwd); folders.at(-1) !== folder; folder = dirname(folder)) folders.push(folder);
  const within = platform === 'win32' ? folders.slice(0, 1 + repositoryRoot(folders)) : folders;
  return within
    .filter((folder) => home === undefined || folder !== resolve(home))
    .map((folder) => join(folder, SETTINGS_FILE));
}

const repositoryRoot = (folders: readonly string[]): number =>
  Math.max(
    0,
    folders.findIndex((folder) => existsSync(join(folder, '.git'))),
  );

/** Me, root, and whoever owns the working directory, as in a container that runs as root over a checkout. */
function trustedOwners(cwd: string): ReadonlySet<number> | undefined {
  if (process.getuid === undefined) return undefined;
  const owner = statSync(cwd, { throwIfNoEntry: false })?.uid;
  return new Set([process.getuid(), 0, ...(owner === undefined ? [] : [owner])]);
}

/** The owner of a symbolic link: whoever made it chose the file. */
function linkOwner(path: string): number | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isSymbolicLink() ? stats.uid : undefined;
}

function homeFlaw({ uid, mode }: Stats): { readonly problem: string; readonly remedy: string } | undefined {
  if (process.getuid === undefined) return undefined;
  if (uid !== process.getuid() && uid !== 0) {
    return {
      problem: `the file belongs to another user (number ${uid}), so it was not used.`,
      remedy: 'Take it over with chown, or remove it.',
    };
  }
  if ((mode & 0o022) === 0) return undefined;
  return {
    problem: `other users can write to the file (mode ${(mode & 0o777).toString(8).padStart(4, '0')}), so it was not used.`,
    remedy: 'Take their right away: chmod go-w ~/.dlubalrc',
  };
}

/** Opened first and judged then: what is judged is what is read. Undefined where there is no file, or none that is trusted. */
function readOpened(
  path: string,
  owner: SettingsOwner,
  isTrusted: (stats: Stats) => boolean,
): SettingsFile | undefined {
  const fd = openIfThere(path);
  if (fd === undefined) return undefined;
  try {
    if (!isTrusted(fstatSync(fd))) return undefined;
    const look = lookAtOpen(fd, path);
    const parsed = parseSettings(textOf(path, look), { owner, file: path });
    if (!parsed.ok) throw parsed.error;
    const settings = fromHere(parsed.settings, path);
    return { path, settings, lines: parsed.lines, stamp: look.stamp };
  } finally {
    closeSync(fd);
  }
}

function openIfThere(path: string): number | undefined {
  // Most folders have none, and an error that is thrown and caught costs more than a look.
  if (!canBeSeen(path)) return undefined;
  try {
    return openQuietly(path);
  } catch (error) {
    // A parent that this user cannot enter holds nothing for them.
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' || !canBeSeen(path)) return undefined;
    throw readError(path, error);
  }
}

function canBeSeen(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** A path in the file is relative to the file, wherever the program runs. Only the home folder's can have one. */
function fromHere(settings: Settings, path: string): Settings {
  if (settings.caFile === undefined) return settings;
  const folder = dirname(path);
  const place = { platform: process.platform, cwd: folder, home: folder };
  return { ...settings, caFile: givenPath(settings.caFile, `${path}, ca_file`, place) };
}
