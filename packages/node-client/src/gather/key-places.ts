import { join } from 'node:path';
import type { Environment } from '../config/config-path.js';
import { homeFolder, locateConfig } from '../config/locate-config.js';
import { type FoundSettings, findSettings, SETTINGS_FILE } from './find-settings.js';

/** Where keys are looked for, when not where this process would look. */
export interface KeyPlaces {
  /** Path of config.ini. Environment: `DLUBAL_API_CONFIG`. @default `locateConfig()` */
  readonly config?: string | undefined;
  /** @default process.env */
  readonly env?: Environment | undefined;
  /** Where the search for `.dlubalrc` begins. @default process.cwd() */
  readonly cwd?: string | undefined;
  /** The home folder. @default os.homedir() */
  readonly home?: string | undefined;
  /** As `process.platform`. @default process.platform */
  readonly platform?: string | undefined;
  /**
   * Whether config.ini is told which key was used last, as the official client does: the key becomes its
   * `default`, and a value given with a new name is stored under it. Environment: `DLUBAL_REMEMBER_LAST_USED`,
   * where `0` is no.
   *
   * @default true
   */
  readonly rememberLastUsed?: boolean | undefined;
}

export function configPathIn(places: KeyPlaces): string {
  return places.config ?? locateConfig(places);
}

/** @throws {SettingsError | ConfigFileError} when a `.dlubalrc` is there and cannot be used */
export function settingsIn(places: KeyPlaces): FoundSettings | undefined {
  return findSettings({ cwd: places.cwd ?? process.cwd(), home: places.home ?? homeFolder() });
}

/** Where a `.dlubalrc` would win over any other. */
export function nearestSettingsPath({ cwd }: KeyPlaces): string {
  return join(cwd ?? process.cwd(), SETTINGS_FILE);
}

const NO = new Set(['0', 'false', 'no', 'off']);

export function remembersIn({ rememberLastUsed, env = process.env }: KeyPlaces): boolean {
  return rememberLastUsed ?? !NO.has((env.DLUBAL_REMEMBER_LAST_USED ?? '').trim().toLowerCase());
}
