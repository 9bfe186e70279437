import { posix, win32 } from 'node:path';
import { SettingsError } from '@dlubal-kit/auth-core';
import { ConfigFileError } from '../file/config-file-error.js';

/** What the meaning of a path depends on. A field is read only where it matters, so that it can be a getter that throws. */
export interface PathPlace {
  /** As `process.platform`. */
  readonly platform: string;
  /** Where relative paths begin. */
  readonly cwd: string;
  /** What `~` means; undefined where the system knows no home folder. */
  readonly home: string | undefined;
}

interface PathFlaw {
  readonly pattern: RegExp;
  /** Completes "NAME: …". */
  readonly says: (found: string) => string;
  readonly remedy: string;
}

const WRITE_IT_OUT = 'Write the path itself; "~/" at its start is the home folder.';

/** What a shell would have replaced or removed: taken literally, it is a folder in the working directory. */
const FLAWS: readonly PathFlaw[] = [
  {
    pattern: /^["'`]/,
    says: () => 'the path is in quotation marks, which would be part of it.',
    remedy: 'Remove them: only shells do that, not this file or option.',
  },
  {
    pattern: /(?<=^|[\\/])\$(?:\w+|env:\w+)(?=$|[\\/])|\$\{[^}]*\}|\$\([^)]*\)|%[A-Za-z_][\w()]*%/,
    says: (found) => `${found} in the path was not replaced by its value.`,
    remedy: WRITE_IT_OUT,
  },
  {
    pattern: /^~[\w.-]+(?=[\\/])/,
    says: (found) => `${found} is the home folder of another user, which only a shell finds.`,
    remedy: WRITE_IT_OUT,
  },
  {
    pattern: /^file:\/\//i,
    says: () => 'this is a URL, not a path.',
    remedy: 'Give the path alone.',
  },
  {
    pattern: /\0/,
    says: () => 'the path has a NUL character.',
    remedy: 'Give the path alone.',
  },
];

/**
 * The path that somebody means who wrote it into an option, a variable or a settings file, where no shell looks at it:
 * `~/` at its start is the home folder, a relative one begins at the working directory.
 *
 * @param as What gave the path, for the error: `--config`, `DLUBAL_API_CONFIG`.
 * @throws {SettingsError} when it has a variable or quotation marks that a shell would have replaced
 * @throws {ConfigFileError} reason `no-home`, for `~/` where the system knows no home folder
 * @example givenPath('~/keys.ini', '--config', { platform: 'linux', cwd: '/models', home: '/home/ada' }) // '/home/ada/keys.ini'
 */
export function givenPath(given: string, as: string, place: PathPlace): string {
  for (const { pattern, says, remedy } of FLAWS) {
    const found = pattern.exec(given)?.[0];
    if (found !== undefined) throw new SettingsError({ file: as, problem: says(found), remedy });
  }
  const path = pathOf(place.platform);
  const isHome = place.platform === 'win32' ? /^~(?=$|[\\/])/ : /^~(?=$|\/)/;
  if (isHome.test(given)) return path.join(absoluteHome(place), given.slice(1));
  // On Windows even an absolute path can lack its drive.
  return posix.isAbsolute(given) && path === posix ? posix.resolve(given) : path.resolve(place.cwd, given);
}

/** @throws {ConfigFileError} reason `no-home`, also where it is empty or relative: files would be put anywhere */
export function absoluteHome({ platform, home }: Pick<PathPlace, 'platform' | 'home'>): string {
  if (home !== undefined && pathOf(platform).isAbsolute(home)) return home;
  throw new ConfigFileError('config.ini', 'no-home');
}

const pathOf = (platform: string): typeof posix => (platform === 'win32' ? win32 : posix);
