import { type ConfigEntry, DEFAULT_NAME, type ParsedConfig } from '../config/config-types.js';
import type { ConfigEdit } from '../config/edit/edit-config.js';
import { whyNotWritable } from '../config/edit/writable.js';
import { plainName } from '../config/shown-name.js';
import { ApiKey } from '../key/api-key.js';
import { type KeyFormat, keyFlaw, keyShape, startsLikeKey, whyNotSendable } from '../redaction/key-format.js';
import { KeyResolutionError } from './key-resolution-error.js';
import { nothingFound, unknownName, unreadable } from './no-key-errors.js';
import { heldBy, type KeySource, PLACES, type Place, placeWordsIn } from './places.js';
import { type Material, type ResolveInput, toMaterial } from './resolve-input.js';

/** The key to send, where it came from, and what should be stored. */
export interface ResolvedKey {
  readonly key: ApiKey;
  /** Its name, as asked for, or or as the first entry of config.ini with this value. */
  readonly name?: string;
  readonly source: KeySource;
  /** What config.ini should hold afterwards (last used = default); undefined when it holds that already. */
  readonly edit?: ConfigEdit;
  /** Sentences for a person: nothing that stops a call. They hold no key. */
  readonly warnings: readonly string[];
}

/**
 * Decides which key to send, as the official client does: value, name, environment, `.dlubalrc`, default. A name that
 * config.ini does not hold is looked up in what the keyring answered.
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
  const place = PLACES.find((one) => heldBy(one, material) !== undefined);
  if (place === undefined) throw nothingFound(material);
  const { value, where, name, source, after } = FIND[place.gives](
    place,
    heldBy(place, material) ?? '',
    material,
  );
  const key = checkedKey(value, where, material);
  const { edit, warnings } = after(key);
  return {
    key,
    ...(name === undefined ? {} : { name }),
    source,
    ...(edit === undefined ? {} : { edit }),
    warnings: [...lookWarnings(key, where, material), ...warnings],
  };
}

/** What should be stored once a key is used, and what to say about it. */
interface After {
  readonly edit?: ConfigEdit | undefined;
  readonly warnings: readonly string[];
}

/** The text that should be a key, where it is written, and what follows from using it. */
interface Found {
  readonly value: string;
  /** For messages, which are rare. */
  readonly where: () => string;
  readonly name: string | undefined;
  readonly source: KeySource;
  readonly after: (key: ApiKey) => After;
}

type Find = (place: Place<KeySource>, held: string, material: Material) => Found;

const nothingAfter = (): After => ({ warnings: [] });

const fromValue: Find = (place, value, material) => {
  const { name, config } = material;
  const found = { value, where: () => placeWordsIn(place, material), source: place.source };
  if (config?.ok === false) {
    const why = config.error.failure.happened;
    const warnings = [`config.ini cannot be read, so nothing is remembered in it. ${why}`];
    return { ...found, name: name || undefined, after: () => ({ warnings }) };
  }
  if (place.source !== 'option-value' || !name) {
    return { ...found, name: nameOf(config, value), after: nothingAfter };
  }
  return { ...found, name, after: (key) => afterPair(name, key, material) };
};

/** Value and name together: a new name is stored, a known one keeps its value and that becomes the default. */
function afterPair(name: string, key: ApiKey, material: Material): After {
  const { config } = material;
  const stored = entryOf(config, name);
  if (stored?.error !== undefined) {
    return { warnings: [`${stored.error.failure.happened} The key given is used; nothing is remembered.`] };
  }
  if (stored !== undefined) {
    const other = `config.ini has another key named ${plainName(name)}; the one given is used, the stored one stays.`;
    const edit = ApiKey.canHold(stored.value) ? defaultEdit(ApiKey.parse(stored.value), material) : undefined;
    return { edit, warnings: stored.value === key.reveal() ? [] : [other] };
  }
  const flaw = whyNotSendable(key.reveal(), material.keyFormat);
  if (flaw !== undefined) return { warnings: [`The key is not stored as ${plainName(name)}: ${flaw}.`] };
  const because = whyNotWritable(name);
  if (because === undefined) return { edit: { set: { [name]: key }, setDefault: key }, warnings: [] };
  const unwritable = `The key is used but not stored: the name ${plainName(name)} cannot be written, ${because}.`;
  return { warnings: [unwritable] };
}

const fromName: Find = (place, name, material) => {
  const { config } = material;
  if (config?.ok === false) throw unreadable(config, material);
  const entry = entryOf(config, name);
  if (entry === undefined) return fromStore(place, name, material);
  const after = (key: ApiKey): After => ({ edit: defaultEdit(key, material), warnings: [] });
  return {
    ...inConfig(entry, material),
    name,
    source: place.source,
    after: place.remembered ? after : nothingAfter,
  };
};

/** A key that a store other than config.ini holds stays there: it is never written to config.ini. */
function fromStore(asking: Place, name: string, material: Material): Found {
  const store = PLACES.find((one) => one.gives === 'named' && heldBy(one, material) !== undefined);
  if (store === undefined) throw unknownName(asking, name, material);
  return { ...fromNamed(store, heldBy(store, material) ?? '', material), name };
}

const fromNamed: Find = (place, value, material) => ({
  value,
  where: () => placeWordsIn(place, material),
  name: undefined,
  source: place.source,
  after: nothingAfter,
});

const fromDefault: Find = (place, _held, material) => {
  const { config } = material;
  const entry = entryOf(config, DEFAULT_NAME);
  if (entry === undefined) throw nothingFound(material);
  const found = inConfig(entry, material);
  const name = nameOf(config, found.value);
  const unnamed = 'The default key of config.ini has no name there. Was the named key replaced since?';
  const warnings = name === undefined ? [unnamed] : [];
  return { ...found, name, source: place.source, after: () => ({ warnings }) };
};

const FIND: Readonly<Record<Place['gives'], Find>> = {
  value: fromValue,
  name: fromName,
  named: fromNamed,
  default: fromDefault,
};

/** The value of an entry, and where it is written. */
function inConfig(entry: ConfigEntry, { where }: Material): Pick<Found, 'value' | 'where'> {
  return {
    value: readValue(entry),
    where: () => `${where?.config ?? 'config.ini'}, line ${entry.line}, ${plainName(entry.name)}`,
  };
}

/** Last used = default, when the value begins like a key and is not the default already. */
function defaultEdit(key: ApiKey, { config, keyFormat }: Material): ConfigEdit | undefined {
  const value = key.reveal();
  if (!mayBeDefault(value, keyFormat) || entryOf(config, DEFAULT_NAME)?.value === value) return undefined;
  return { setDefault: key };
}

const mayBeDefault = (value: string, format: KeyFormat | undefined): boolean =>
  (format === 'any' || startsLikeKey(value)) && whyNotSendable(value, format) === undefined;

function entryOf(config: ParsedConfig | undefined, name: string): ConfigEntry | undefined {
  return config?.ok ? config.apiKeys?.get(name.toLowerCase()) : undefined;
}

/** The first name that holds this value; `default` is not a name. */
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
function checkedKey(value: string, where: () => string, { keyFormat }: Material): ApiKey {
  const flaw = keyFlaw(value, keyFormat);
  const shape = keyShape(value);
  if (flaw !== undefined && (shape === 'impossible' || shape === 'damaged')) {
    throw new KeyResolutionError('key-malformed', { happened: `${where()}: ${flaw}.` });
  }
  return ApiKey.parse(value);
}

function lookWarnings(key: ApiKey, where: () => string, { keyFormat }: Material): string[] {
  const flaw = key.wellFormed ? undefined : keyFlaw(key.reveal(), keyFormat);
  return flaw === undefined ? [] : [`${where()}: this does not look like an API key: ${flaw}.`];
}
