import { isDlubalError, keyFormatOf } from '@dlubal-kit/auth-core';
import { ConfigStore, type Gathered, locateConfig } from '@dlubal-kit/node-client/config';
import type { Context } from '../terminal/context.js';
import { auditOf } from './audit-of.js';
import { homeOf, pathOf } from './path-of.js';

/** The options that `CONFIG` gives a command. */
export interface StoreOptions {
  readonly config: string | undefined;
}

/** Whether somebody named the file: then it is a mistake when it does not exist. */
export const isNamed = ({ config }: StoreOptions, { env }: Context): boolean =>
  config !== undefined || (env.DLUBAL_API_CONFIG ?? '') !== '';

/**
 * The config.ini that a command is about: `--config`, else where the clients of this user have it.
 *
 * @throws {ConfigFileError} when the system knows no home folder
 */
export function locateStore({ config }: StoreOptions, context: Context): ConfigStore {
  const { env, platform } = context;
  const keyFormat = keyFormatOf(undefined, env);
  const audit = auditOf(context);
  if (config !== undefined)
    return new ConfigStore({ path: pathOf(config, '--config', context), keyFormat, audit });
  const path = locateConfig({
    env,
    get cwd() {
      return context.cwd;
    },
    platform,
    // Asked only when no variable gives the path; a failure is the system's, and is reported by the store.
    get home() {
      return homeOf(context);
    },
  });
  return new ConfigStore({ path, keyFormat, audit });
}

/** What was found, or undefined for a user without a home folder: the keys of such a user come from variables. */
export function unlessHomeless<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (isDlubalError(error) && error.reason === 'no-home') return undefined;
    throw error;
  }
}

/** Path of config.ini; undefined where no variable gives one and there is no home folder. */
export const configPathOf = ({ configPath }: Pick<Gathered, 'configPath'>): string | undefined =>
  unlessHomeless(configPath);
