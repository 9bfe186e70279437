import { DEFAULT_NAME } from '../config/config-types.js';
import { ApiKey } from '../key/api-key.js';
import { mask } from '../redaction/mask.js';
import { redact } from '../redaction/redact.js';
import type { Material, PlaceDocument } from './resolve-input.js';

/** One place that can give a key. */
export interface Place<Source extends string = string> {
  readonly source: Source;
  readonly from: PlaceDocument;
  /** A key, the name of one, the key of the name that was asked for, or what `default` holds. */
  readonly gives: 'value' | 'name' | 'named' | 'default';
  /** The environment variable, where there is one. */
  readonly variable?: string;
  /** The option, in code and on the command line; `flag` is missing where the command line has none. */
  readonly option?: { readonly code: string; readonly flag?: string };
  /** The place in words, where neither the variable nor the option is its name. */
  readonly label?: string;
  /** Whether a key chosen here becomes the `default` of config.ini: only what a person or program asked for does. */
  readonly remembered?: true;
  /** What is there; undefined and '' are nothing. */
  readonly read: (material: Material) => string | undefined;
}

/** Guards the shape of a row and keeps the literal type of its source. */
const row = <Source extends string>(place: Place<Source>): Place<Source> => place;

/** A place that is an environment variable. */
const variable = <Source extends string>(
  source: Source,
  gives: 'value' | 'name',
  name: string,
  more: { readonly remembered?: true } = {},
): Place<Source> => ({
  source,
  from: 'environment',
  gives,
  variable: name,
  read: ({ env }) => env?.[name],
  ...more,
});

/**
 * The places in their order: the first that holds something wins. A row is all that a new place needs: reading,
 * resolving, explaining and every message follow it. The keyring is asked only for a name that config.ini does not
 * hold, so that nothing loads it otherwise.
 */
const ROWS = [
  row({
    source: 'option-value',
    from: 'options',
    gives: 'value',
    option: { code: 'apiKeyValue' },
    label: 'the key given as a value',
    remembered: true,
    read: ({ value }) => (ApiKey.isApiKey(value) ? value.reveal() : (value ?? undefined)),
  }),
  row({
    source: 'option-name',
    from: 'options',
    gives: 'name',
    option: { code: 'apiKeyName', flag: '--key-name' },
    remembered: true,
    read: ({ name }) => name ?? undefined,
  }),
  variable('env-value', 'value', 'DLUBAL_API_KEY'),
  variable('env-name', 'name', 'DLUBAL_API_KEY_NAME', { remembered: true }),
  row({
    source: 'settings',
    from: 'project',
    gives: 'name',
    label: 'key_name in .dlubalrc',
    read: ({ settings }) => settings?.keyName,
  }),
  row({
    source: 'home-settings',
    from: 'home',
    gives: 'name',
    label: 'key_name in ~/.dlubalrc',
    read: ({ homeSettings }) => homeSettings?.keyName,
  }),
  row({
    source: 'keyring',
    from: 'keyring',
    gives: 'named',
    label: 'the system keyring',
    read: ({ keyring }) => keyring?.value,
  }),
  row({
    source: 'default',
    from: 'config',
    gives: 'default',
    label: 'default in config.ini',
    read: ({ config }) => {
      const entry = config?.ok ? config.apiKeys?.get(DEFAULT_NAME) : undefined;
      // A value that cannot be interpolated is something too: resolving it says what is wrong.
      return entry?.error === undefined ? entry?.value : '%';
    },
  }),
] as const;

/** The places that can give a key. */
export type KeySource = (typeof ROWS)[number]['source'];

/** The places that can give a key, in the order in which they are looked at. */
export const PLACES: readonly Place<KeySource>[] = ROWS;

/** The environment variables that give a key or name one, in their order. */
export const keyVariables = (): readonly string[] => PLACES.flatMap((place) => place.variable ?? []);

/** What a place holds; undefined when that is nothing. */
export function heldBy(place: Place, material: Material): string | undefined {
  return place.read(material) || undefined;
}

/** What a place holds, as it may be shown: a key masked, also where it was given as a name by mistake. */
export function shownIn(place: Place, held: string): string {
  return place.gives === 'name' ? redact(held) : mask(held);
}

/**
 * A place in words, for a sentence.
 *
 * @param optionNames How the reader writes options.
 * @example placeWords('option-name', 'flag') // '--key-name'
 */
export function placeWords(source: KeySource, optionNames: 'code' | 'flag' = 'code'): string {
  return wordsOf(PLACES.find((place) => place.source === source) ?? { source }, optionNames);
}

/** The same for one question: a file is named by its path and line, where they are known. */
export function placeWordsIn(place: Place, { optionNames, where }: Material): string {
  const words = wordsOf(place, optionNames);
  const path = where?.[place.from];
  return path === undefined || place.gives === 'default' ? words : `${words}: ${path}`;
}

type Named = Pick<Place, 'source' | 'label' | 'variable' | 'option'>;

const wordsOf = (
  { source, label, variable: name, option }: Named,
  optionNames: 'code' | 'flag' = 'code',
): string => label ?? name ?? option?.[optionNames] ?? option?.code ?? source;
