import { homedir } from 'node:os';
import { ConfigFileError } from '../file/config-file-error.js';
import { type ConfigPathInput, configPath } from './config-path.js';

/** What to decide by instead of this process. */
export type LocateOptions = { readonly [K in keyof ConfigPathInput]?: ConfigPathInput[K] | undefined };

/**
 * The path of the config.ini that the Dlubal clients of this user share; the file need not exist.
 *
 * @throws {ConfigFileError} reason `no-home`, when the system knows no home folder and no variable gives a path
 * @example locateConfig(); // '/home/ada/.config/Dlubal/api/config.ini'
 */
export function locateConfig(options: LocateOptions = {}): string {
  return configPath({
    platform: options.platform ?? process.platform,
    env: options.env ?? process.env,
    cwd: options.cwd ?? process.cwd(),
    // Asked only when needed: it throws for a user without an entry, as in bare containers.
    get home() {
      return options.home ?? homeFolder();
    },
  });
}

/** The home folder of the user that this process runs as. */
export function homeFolder(): string {
  try {
    return homedir();
  } catch (cause) {
    throw new ConfigFileError('config.ini', 'no-home', { cause });
  }
}
