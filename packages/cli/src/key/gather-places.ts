import type { ParsedConfig, ResolveInput, Settings } from '@dlubal-kit/auth-core';
import { findSettings } from '@dlubal-kit/node-client/config';
import type { Context } from '../terminal/context.js';
import { locateStore, type StoreOptions } from './locate-store.js';

/** The options of a command that looks for a key. */
export interface KeyOptions extends StoreOptions {
  readonly keyName?: string | undefined;
}

/** The texts of all places, and where the files lie. */
export interface GatheredPlaces {
  readonly input: ResolveInput;
  readonly configPath: string;
  readonly config: ParsedConfig | undefined;
  readonly settings: Settings;
  readonly settingsPath: string | undefined;
}

/**
 * Reads every place that a key can come from, for commands that explain them. Nothing is stored.
 *
 * @throws {ConfigFileError} when config.ini is there and cannot be read.
 * @throws {SettingsError} when a `.dlubalrc` cannot be used.
 */
export async function gatherPlaces(options: KeyOptions, context: Context): Promise<GatheredPlaces> {
  const { env, cwd } = context;
  const { path, config } = await locateStore(options, context).read();
  const found = findSettings({ cwd, home: context.home() });
  const { DLUBAL_API_KEY, DLUBAL_API_KEY_NAME } = env;
  const input: ResolveInput = {
    name: options.keyName,
    env: { DLUBAL_API_KEY, DLUBAL_API_KEY_NAME },
    settings: found?.settings,
    config,
  };
  return { input, configPath: path, config, settings: found?.settings ?? {}, settingsPath: found?.path };
}
