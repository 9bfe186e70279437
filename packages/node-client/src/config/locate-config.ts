import { homedir } from 'node:os';
import { type ConfigPathInput, configPath } from './config-path.js';

/**
 * The path of the config.ini that the Dlubal clients of this user share; the file need not exist.
 *
 * @param input what to decide by instead of this process: platform, environment, home, working directory
 * @throws {Error} when the system knows no home folder and no variable gives a path
 * @example locateConfig(); // '/home/ada/.config/Dlubal/api/config.ini'
 */
export function locateConfig(input: Partial<ConfigPathInput> = {}): string {
  return configPath({
    platform: input.platform ?? process.platform,
    env: input.env ?? process.env,
    cwd: input.cwd ?? process.cwd(),
    // Asked last and only when needed: homedir() throws where the user has no entry, as in bare containers.
    get home() {
      return input.home ?? homedir();
    },
  });
}
