import { posix, win32 } from 'node:path';
import { absoluteHome, givenPath, type PathPlace } from './given-path.js';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What decides where config.ini lies. */
export interface ConfigPathInput extends PathPlace {
  /** `DLUBAL_API_CONFIG` wins; then `LOCALAPPDATA` on Windows, `XDG_CONFIG_HOME` elsewhere. */
  readonly env: Environment;
}

interface PathRow {
  readonly path: Pick<typeof posix, 'isAbsolute' | 'join'>;
  /** The variable that names the folder of settings. */
  readonly variable: string;
  /** Below the home folder, when the variable does not help. */
  readonly fallback: readonly string[];
}

/** docs/facts/config-ini.md, Where: Linux and macOS alike, since the Python client makes no difference. */
const XDG: PathRow = { path: posix, variable: 'XDG_CONFIG_HOME', fallback: ['.config'] };
const ROWS: Readonly<Record<string, PathRow>> = {
  win32: { path: win32, variable: 'LOCALAPPDATA', fallback: ['AppData', 'Local'] },
  linux: XDG,
  darwin: XDG,
};

/**
 * The path of config.ini, from values alone. A relative or empty folder variable counts as unset (XDG Base
 * Directory specification); so does a home folder: config.ini is never put below the working directory unasked.
 *
 * @throws {SettingsError} when `DLUBAL_API_CONFIG` has what a shell should have replaced
 * @throws {ConfigFileError} reason `no-home`, when no variable gives a path and there is no home folder
 * @example
 * configPath({ platform: 'linux', env: {}, home: '/home/ada', cwd: '/' }); // '/home/ada/.config/Dlubal/api/config.ini'
 */
export function configPath(input: ConfigPathInput): string {
  const { path, variable, fallback } = ROWS[input.platform] ?? XDG;
  const given = input.env.DLUBAL_API_CONFIG;
  if (given) return givenPath(given, 'DLUBAL_API_CONFIG', input);
  const folder = input.env[variable];
  const base = folder && path.isAbsolute(folder) ? folder : path.join(absoluteHome(input), ...fallback);
  return path.join(base, 'Dlubal', 'api', 'config.ini');
}
