import type { ParsedConfig, ResolveInput, Settings } from '@dlubal-kit/auth-core';
import { findSettings } from '@dlubal-kit/node-client/config';
import type { Call } from '../command-line/command.js';
import type { Context } from '../edge/context.js';
import { locateStore } from './locate-store.js';

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
export async function gatherPlaces(call: Call, context: Context): Promise<GatheredPlaces> {
  const { env, cwd } = context;
  const { path, config } = await locateStore(call, context).read();
  const found = findSettings({ cwd, home: context.home() });
  const { DLUBAL_API_KEY, DLUBAL_API_KEY_NAME } = env;
  const input: ResolveInput = {
    name: call.values['key-name'],
    env: { DLUBAL_API_KEY, DLUBAL_API_KEY_NAME },
    settings: found?.settings,
    config,
  };
  return { input, configPath: path, config, settings: found?.settings ?? {}, settingsPath: found?.path };
}
