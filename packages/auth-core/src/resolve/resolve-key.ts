import { type ConfigEntry, DEFAULT_NAME, type ParsedConfig } from '../config/config-types.js';
import type { ConfigEdit } from '../config/edit-config.js';
import { plainName } from '../config/shown-name.js';
import { whyNotWritable } from '../config/writable.js';
import { ApiKey } from '../key/api-key.js';
import { keyFlaw, keyShape, startsLikeKey } from '../key/key-format.js';
import { KeyResolutionError } from './key-resolution-error.js';
import { nothingFound, unknownName, unreadable } from './no-key-errors.js';
import { type KeySource, PLACES, type Place } from './places.js';
import { type Material, type ResolveInput, toMaterial } from './resolve-input.js';

/** The key to send, where it came from, and what should be stored. */
export interface ResolvedKey {
  readonly key: ApiKey;
  /** Its name, as asked for, or as the first entry of config.ini with this value bears it. */
  readonly name?: string;
  readonly source: KeySource;
  /** What config.ini should hold afterwards (last used = default); undefined when it holds that already. */
  readonly edit?: ConfigEdit;
  /** Sentences for a person: nothing that stops a call. They hold no key. */
  readonly warnings: readonly string[];
}

/**
 * Decides which key to send, as the official client does: value, name, environment, `.dlubalrc`, default.
 * It reads nothing and stores nothing. Source: docs/facts/config-ini.md, "How it picks and remembers a key".
 *
 * Where that client would send `Bearer None` (an unknown name, no default), this throws instead.
 *
 * @throws {KeyResolutionError} `key-missing`, `key-unknown-name` (with the nearest names), `key-malformed` or
 * `config-syntax`.
 * @throws {SettingsError} when `settings` is a text that cannot be used.
 * @example
 * const { key, name, source } = resolveKey({ name: 'project_2', config: text });
 */
export function resolveKey(input: ResolveInput): ResolvedKey {
  const material = toMaterial(input);
  const place = PLACES.find(({ read }) => (read(material) ?? '') !== '');
  if (place === undefined) throw nothingFound(material.config);
  const held = place.read(material) ?? '';
  if (place.gives === 'value') return fromValue(place, held, material);
  if (place.gives === 'name') return fromName(place, held, material.config);
  return fromDefault(place, material.config);
}

function fromValue(place: Place, value: string, { name, config }: Material): ResolvedKey {
  const key = checkedKey(value, place.label);
  const warnings = lookWarnings(key, place.label);
  if (config?.ok === false) {
    warnings.push(
      `config.ini cannot be read, so nothing is remembered in it. ${config.error.failure.happened}`,
    );
    return { key, source: place.source, warnings, ...(name ? { name } : {}) };
  }
  if (place.source !== 'option-value' || !name) {
    const known = nameOf(config, value);
    return { key, source: place.source, warnings, ...(known === undefined ? {} : { name: known }) };
  }
  return withEdit({ key, name, source: place.source, warnings }, editForPair(name, key, config, warnings));
}

/** Value and name together: a new name is stored, a known one keeps its value and that becomes the default. */
function editForPair(
  name: string,
  key: ApiKey,
  config: ParsedConfig | undefined,
  warnings: string[],
): ConfigEdit | undefined {
  const stored = entryOf(config, name);
  if (stored?.error !== undefined) {
    warnings.push(`${stored.error.failure.happened} The key given is used; nothing is remembered.`);
    return undefined;
  }
  if (stored !== undefined) {
    if (stored.value !== key.reveal()) {
      warnings.push(
        `config.ini holds another key named ${plainName(name)}; the one given is used, the stored one stays.`,
      );
    }
    return ApiKey.canHold(stored.value) ? defaultEdit(ApiKey.parse(stored.value), config) : undefined;
  }
  const because = whyNotWritable(name);
  if (because === undefined) return { set: { [name]: key }, setDefault: key };
  warnings.push(`The key is used but not stored: the name ${plainName(name)} cannot be written, ${because}.`);
  return undefined;
}

function fromName(place: Place, name: string, config: ParsedConfig | undefined): ResolvedKey {
  if (config?.ok === false) throw unreadable(config);
  const entry = entryOf(config, name);
  if (entry === undefined) throw unknownName(place, name, config);
  const value = readValue(entry);
  const where = `config.ini, line ${entry.line}, ${plainName(entry.name)}`;
  const key = checkedKey(value, where);
  return withEdit(
    { key, name, source: place.source, warnings: lookWarnings(key, where) },
    defaultEdit(key, config),
  );
}

function fromDefault(place: Place, config: ParsedConfig | undefined): ResolvedKey {
  const entry = entryOf(config, DEFAULT_NAME);
  const value = entry === undefined ? '' : readValue(entry);
  const where = `config.ini, line ${entry?.line}, default`;
  const key = checkedKey(value, where);
  const warnings = lookWarnings(key, where);
  const name = nameOf(config, value);
  if (name !== undefined) return { key, name, source: place.source, warnings };
  warnings.push(
    'The default key of config.ini stands under no name there: has the named key been replaced since?',
  );
  return { key, source: place.source, warnings };
}

const withEdit = (resolved: ResolvedKey, edit: ConfigEdit | undefined): ResolvedKey =>
  edit === undefined ? resolved : { ...resolved, edit };

/** Last used = default, when the value begins like a key and is not the default already. */
function defaultEdit(key: ApiKey, config: ParsedConfig | undefined): ConfigEdit | undefined {
  const value = key.reveal();
  if (!startsLikeKey(value) || entryOf(config, DEFAULT_NAME)?.value === value) return undefined;
  return { setDefault: key };
}

function entryOf(config: ParsedConfig | undefined, name: string): ConfigEntry | undefined {
  return config?.ok ? config.apiKeys?.get(name.toLowerCase()) : undefined;
}

/** The first name that holds this value; `default` is no name. */
function nameOf(config: ParsedConfig | undefined, value: string): string | undefined {
  if (!config?.ok) return undefined;
  for (const [name, entry] of config.apiKeys ?? []) {
    if (name !== DEFAULT_NAME && entry.value === value) return name;
  }
  return undefined;
}

function readValue(entry: ConfigEntry): string {
  if (entry.error === undefined) return entry.value;
  const { happened, remedy } = entry.error.failure;
  throw new KeyResolutionError('config-syntax', { happened, remedy, keyName: entry.name, line: entry.line });
}

/**
 * A text that no header can carry, or that begins like a key and is a damaged one, is refused here. Other texts
 * pass with a warning, as the official client sends them.
 */
function checkedKey(value: string, where: string): ApiKey {
  if (keyShape(value) === 'impossible' || keyShape(value) === 'damaged') {
    throw new KeyResolutionError('key-malformed', { happened: `${where}: ${keyFlaw(value)}.` });
  }
  return ApiKey.parse(value, where);
}

function lookWarnings(key: ApiKey, where: string): string[] {
  const flaw = key.flaw;
  return flaw === undefined ? [] : [`${where}: this does not look like an API key: ${flaw}.`];
}
