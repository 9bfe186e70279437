import type { ParsedConfig } from '../config/config-types.js';
import { parseConfig } from '../config/parse-config.js';
import type { ApiKey } from '../key/api-key.js';
import { parseSettings, type Settings } from '../settings/parse-settings.js';

/** Everything that a key can be resolved from. What is undefined, null or '' counts as not given. */
export interface ResolveInput {
  /** The key itself. */
  readonly value?: string | ApiKey | null | undefined;
  /** The name of a key in config.ini; capital and small letters are the same. */
  readonly name?: string | null | undefined;
  /** `process.env`, or the two variables that matter. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** `.dlubalrc`, as text or parsed. */
  readonly settings?: Settings | string | null | undefined;
  /** config.ini, as text or parsed; null where there is no file. */
  readonly config?: ParsedConfig | string | null | undefined;
}

/** The same with the texts parsed. */
export interface Material extends ResolveInput {
  readonly settings: Settings | undefined;
  readonly config: ParsedConfig | undefined;
}

/** @throws {SettingsError} when `settings` is a text that cannot be used. */
export function toMaterial(input: ResolveInput): Material {
  const { settings, config } = input;
  return {
    ...input,
    settings: typeof settings === 'string' ? settingsOf(settings) : (settings ?? undefined),
    config: typeof config === 'string' ? parseConfig(config) : (config ?? undefined),
  };
}

function settingsOf(text: string): Settings {
  const parsed = parseSettings(text);
  if (!parsed.ok) throw parsed.error;
  return parsed.settings;
}
