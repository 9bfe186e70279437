import type { ParsedConfig } from '../config/config-types.js';
import { parseConfig } from '../config/parse-config.js';
import type { ApiKey } from '../key/api-key.js';
import { checkFields, type FieldChecks } from '../options/check-fields.js';
import { either, KEY, KEY_FORMAT, OBJECT, oneOf, orNull, TEXT } from '../options/field-checks.js';
import type { KeyFormat } from '../redaction/key-format.js';
import { parseSettings, type Settings } from '../settings/parse-settings.js';

/** What has to be read before a place can be looked at. `project` and `home` are the two `.dlubalrc` files. */
export type PlaceDocument = 'options' | 'environment' | 'project' | 'home' | 'keyring' | 'config';

/** Everything that a key can be resolved from. What is undefined, null or '' counts as not given. */
export interface ResolveInput {
  /** The key itself. */
  readonly value?: string | ApiKey | null | undefined;
  /** The name of a key; capital and small letters are the same. */
  readonly name?: string | null | undefined;
  /** `process.env`, or the variables that matter. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** The project's `.dlubalrc`, as text or parsed. */
  readonly settings?: Settings | string | null | undefined;
  /** The `.dlubalrc` of the home folder, as text or parsed. */
  readonly homeSettings?: Settings | string | null | undefined;
  /** config.ini, as text or parsed; null where there is no file. */
  readonly config?: ParsedConfig | string | null | undefined;
  /** What the keyring answered when it was asked for a name; undefined where it was not asked. */
  readonly keyring?: KeyringAnswer | undefined;
  /** Where the texts came from, for messages: a path, or a path and a line. */
  readonly where?: { readonly [From in PlaceDocument]?: string | undefined } | undefined;
  /** Why a document is missing that is there, where that did not matter. */
  readonly unread?: { readonly [From in PlaceDocument]?: string | undefined } | undefined;
  /** How messages name options: `apiKeyName` or `--key-name`. @default 'code' */
  readonly optionNames?: 'code' | 'flag' | undefined;
  /** Which texts count as keys. @default 'dlubal' */
  readonly keyFormat?: KeyFormat | undefined;
}

/** What the system's keyring answered. */
export interface KeyringAnswer {
  /** The key under the name that was asked for. */
  readonly value?: string | undefined;
  /** Why it could not be asked. */
  readonly problem?: string | undefined;
}

/** The same with the texts parsed. */
export interface Material extends ResolveInput {
  readonly settings: Settings | undefined;
  readonly homeSettings: Settings | undefined;
  readonly config: ParsedConfig | undefined;
}

const DOCUMENT = orNull(either(TEXT, OBJECT));

const INPUT_FIELDS: FieldChecks<ResolveInput> = {
  value: orNull(KEY),
  name: orNull(TEXT),
  env: OBJECT,
  settings: DOCUMENT,
  homeSettings: DOCUMENT,
  config: DOCUMENT,
  keyring: OBJECT,
  where: OBJECT,
  unread: OBJECT,
  optionNames: oneOf('code', 'flag'),
  keyFormat: KEY_FORMAT,
};

/**
 * @throws {SettingsError} when settings are a text that cannot be used.
 * @throws {MisuseError} for an unknown field or a wrong type.
 */
export function toMaterial(input: ResolveInput): Material {
  checkFields(input, INPUT_FIELDS, 'what a key is resolved from');
  const { settings, homeSettings, config } = input;
  return {
    ...input,
    settings: typeof settings === 'string' ? settingsOf(settings, 'project') : (settings ?? undefined),
    homeSettings:
      typeof homeSettings === 'string' ? settingsOf(homeSettings, 'home') : (homeSettings ?? undefined),
    config: typeof config === 'string' ? parseConfig(config) : (config ?? undefined),
  };
}

function settingsOf(text: string, owner: 'project' | 'home'): Settings {
  const parsed = parseSettings(text, { owner });
  if (!parsed.ok) throw parsed.error;
  return parsed.settings;
}
