import { resolve } from 'node:path';
import { ConfigStore, locateConfig } from '@dlubal-kit/node-client/config';
import type { Call } from '../command-line/command.js';
import type { Context } from '../edge/context.js';

/**
 * The config.ini that a command is about: `--config`, else where the clients of this user have it.
 *
 * @throws {ConfigFileError} when the system knows no home folder
 */
export function locateStore(call: Call, context: Context): ConfigStore {
  const { env, cwd, platform } = context;
  const given = call.values.config;
  if (given !== undefined) return new ConfigStore({ path: resolve(cwd, given) });
  const path = locateConfig({
    env,
    cwd,
    platform,
    // Asked only when no variable gives the path, and told from the system when it fails.
    get home() {
      try {
        return context.home();
      } catch {
        return undefined;
      }
    },
  });
  return new ConfigStore({ path });
}
