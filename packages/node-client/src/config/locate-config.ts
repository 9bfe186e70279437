import { homedir, userInfo } from 'node:os';
import { isAbsolute } from 'node:path';
import { ConfigFileError } from '../file/config-file-error.js';
import { type ConfigPathInput, configPath } from './config-path.js';

/** What to decide by instead of this process. */
export type LocateOptions = { readonly [K in keyof ConfigPathInput]?: ConfigPathInput[K] | undefined };

/**
 * The path of the config.ini that the Dlubal clients of this user share; the file need not exist.
 *
 * @throws {ConfigFileError} reason `no-home`, when the system knows no home folder and no variable gives a path
 * @throws {SettingsError} when `DLUBAL_API_CONFIG` has what a shell should have replaced
 * @example locateConfig(); // '/home/ada/.config/Dlubal/api/config.ini'
 */
export function locateConfig(options: LocateOptions = {}): string {
  return configPath(new Surroundings(options, options.platform ?? process.platform));
}

/** This process as far as the options leave it open. Each is asked only when it is needed, since it can be missing. */
class Surroundings implements ConfigPathInput {
  readonly #options: LocateOptions;
  readonly platform: string;

  constructor(options: LocateOptions, platform: string) {
    this.#options = options;
    this.platform = platform;
  }

  get env() {
    return this.#options.env ?? process.env;
  }

  get cwd() {
    return this.#options.cwd ?? process.cwd();
  }

  get home() {
    return this.#options.home ?? homeFolder();
  }
}

/** What a path of an option depends on. It is a path of this system, whichever one the options speak of. */
export const pathPlace = (options: LocateOptions): ConfigPathInput =>
  new Surroundings(options, process.platform);

/**
 * The home folder of the user that this process runs as: `HOME` (`USERPROFILE` on Windows), or what the system has for
 * the user where that is empty or relative.
 *
 * @throws {ConfigFileError} reason `no-home`, as for a user without an entry in a container
 */
export function homeFolder(): string {
  let cause: unknown;
  for (const ask of [homedir, () => userInfo().homedir]) {
    try {
      const home = ask();
      if (isAbsolute(home)) return home;
    } catch (error) {
      cause = error;
    }
  }
  throw new ConfigFileError('config.ini', 'no-home', { cause });
}
