import { DEFAULT_NAME } from '../config/config-types.js';
import { ApiKey } from '../key/api-key.js';
import { mask } from '../key/mask.js';
import type { Material } from './resolve-input.js';

/** A place that can give a key. */
export type KeySource = 'option-value' | 'option-name' | 'env-value' | 'env-name' | 'settings' | 'default';

export interface Place {
  readonly source: KeySource;
  /** The place in words, for a sentence. */
  readonly label: string;
  /** Whether it gives a key, the name of one, or what `default` holds. */
  readonly gives: 'value' | 'name' | 'default';
  /** What stands there; undefined and '' are nothing. */
  readonly read: (material: Material) => string | undefined;
}

/** The places in their order: the first that holds something wins (design: architecture, `resolveKey`). */
export const PLACES: readonly Place[] = [
  {
    source: 'option-value',
    label: 'the key given as a value',
    gives: 'value',
    read: ({ value }) => (ApiKey.isApiKey(value) ? value.reveal() : (value ?? undefined)),
  },
  {
    source: 'option-name',
    label: 'the key given by name',
    gives: 'name',
    read: ({ name }) => name ?? undefined,
  },
  { source: 'env-value', label: 'DLUBAL_API_KEY', gives: 'value', read: ({ env }) => env?.DLUBAL_API_KEY },
  {
    source: 'env-name',
    label: 'DLUBAL_API_KEY_NAME',
    gives: 'name',
    read: ({ env }) => env?.DLUBAL_API_KEY_NAME,
  },
  {
    source: 'settings',
    label: 'key_name in .dlubalrc',
    gives: 'name',
    read: ({ settings }) => settings?.keyName,
  },
  {
    source: 'default',
    label: 'default in config.ini',
    gives: 'default',
    read: ({ config }) => {
      const entry = config?.ok ? config.apiKeys?.get(DEFAULT_NAME) : undefined;
      // A value that cannot be interpolated is something too: resolving it says what is wrong.
      return entry?.error === undefined ? entry?.value : '%';
    },
  },
];

/** What a place holds, as it may be shown: a name as it is, a key masked. */
export function shownIn(place: Place, held: string): string {
  return place.gives === 'name' ? held : mask(held);
}
