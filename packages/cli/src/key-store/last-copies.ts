import {
  type ConfigEdit,
  type ConfigEntry,
  editConfig,
  parseConfig,
  whyNotSendable,
} from '@dlubal-kit/auth-core';
import type { ConfigStore } from '@dlubal-kit/node-client/config';
import { DEFAULT } from './stored-keys.js';

type Named = ConfigEntry & { readonly value: string };

/** The entries whose keys are in the file before an edit and not after it, each key once. */
export function lastCopies(
  text: string,
  edit: ConfigEdit,
  { keyFormat }: Pick<ConfigStore, 'keyFormat'>,
): Named[] {
  const before = parseConfig(text);
  const touched = touchedBy(edit);
  const keys = [...((before.ok && before.apiKeys?.values()) || [])].filter(
    (entry): entry is Named =>
      touched.has(entry.name) &&
      entry.value !== undefined &&
      whyNotSendable(entry.value, keyFormat) === undefined,
  );
  if (keys.length === 0) return [];
  const after = parseConfig(editConfig(text, edit));
  const left = new Set([...((after.ok && after.apiKeys?.values()) || [])].map(({ value }) => value));
  const lost = new Map<string, Named>();
  for (const entry of keys.filter(({ value }) => !left.has(value))) {
    // A name says more than "default" does.
    if (!lost.has(entry.value) || entry.name !== DEFAULT) lost.set(entry.value, entry);
  }
  return [...lost.values()];
}

const touchedBy = ({ set, setDefault, remove }: ConfigEdit): ReadonlySet<string> =>
  new Set([
    ...Object.keys(set ?? {}).map((name) => name.toLowerCase()),
    ...(remove ?? []).map((name) => name.toLowerCase()),
    ...(setDefault === undefined ? [] : [DEFAULT]),
  ]);
