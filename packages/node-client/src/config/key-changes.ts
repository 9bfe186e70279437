import { type ConfigEntry, fingerprint, mask, parseConfig, universalNewlines } from '@dlubal-kit/auth-core';

/** One thing that happened to a stored key. Holds no key. */
export interface KeyChange {
  readonly action: 'added' | 'replaced' | 'renamed' | 'removed' | 'default-set' | 'default-removed';
  /** The key's name now, or the one that was removed; of a default the first name with its key, null where none has it. */
  readonly name: string | null;
  /** The name before it was renamed. */
  readonly oldName?: string;
  /** The key masked, and its fingerprint: after the change, or of what was removed. */
  readonly masked: string;
  readonly fingerprint: string;
  /** Fingerprint of the key that was replaced. */
  readonly oldFingerprint?: string;
}

type Entries = ReadonlyMap<string, ConfigEntry>;

const DEFAULT = 'default';
const NONE: Entries = new Map();

/** What an edit of config.ini did to its keys, from the text before and after. */
export function keyChanges(before: string, after: string): KeyChange[] {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const gone = named(old).filter(({ name }) => !now.has(name));
  const goneByValue = new Map(gone.map((entry) => [entry.value, entry]));
  const renamedFrom = ({ value }: ConfigEntry): ConfigEntry | undefined =>
    value === undefined ? undefined : goneByValue.get(value);
  const renamed = new Set<string>();
  const here = named(now).flatMap((entry): KeyChange[] => {
    const same = old.get(entry.name);
    if (same !== undefined) return same.value === entry.value ? [] : [replaced(entry, same)];
    const from = renamedFrom(entry);
    if (from === undefined || renamed.has(from.name)) return [{ action: 'added', ...shown(entry) }];
    renamed.add(from.name);
    return [{ action: 'renamed', oldName: from.name, ...shown(entry) }];
  });
  const removed = gone
    .filter(({ name }) => !renamed.has(name))
    .map((entry): KeyChange => ({ action: 'removed', ...shown(entry) }));
  return [...here, ...removed, ...defaultChange(old, now)];
}

/** The one change that storing a key elsewhere makes. */
export function storedChange(name: string, before: string | undefined, value: string): KeyChange[] {
  if (before === value) return [];
  const key = { name, masked: mask(value), fingerprint: fingerprint(value) };
  return before === undefined
    ? [{ action: 'added', ...key }]
    : [{ action: 'replaced', ...key, oldFingerprint: fingerprint(before) }];
}

/** The one change that removing a key elsewhere makes. */
export const removedChange = (name: string, value: string): KeyChange[] => [
  { action: 'removed', name, masked: mask(value), fingerprint: fingerprint(value) },
];

function defaultChange(old: Entries, now: Entries): KeyChange[] {
  const [before, after] = [old.get(DEFAULT), now.get(DEFAULT)];
  if (before?.value === after?.value) return [];
  if (after === undefined)
    return [{ action: 'default-removed', ...shown(before), name: nameOf(old, before) }];
  const { oldFingerprint } = replaced(after, before);
  return [
    {
      action: 'default-set',
      ...shown(after),
      name: nameOf(now, after),
      ...(oldFingerprint === undefined ? {} : { oldFingerprint }),
    },
  ];
}

const named = (entries: Entries): ConfigEntry[] =>
  [...entries.values()].filter(({ name }) => name !== DEFAULT);

const nameOf = (entries: Entries, entry: ConfigEntry | undefined): string | null =>
  named(entries).find(({ value }) => value !== undefined && value === entry?.value)?.name ?? null;

function shown(entry: ConfigEntry | undefined): Pick<KeyChange, 'name' | 'masked' | 'fingerprint'> {
  const value = entry?.value ?? '';
  return { name: entry?.name ?? null, masked: mask(value), fingerprint: fingerprint(value) };
}

const replaced = (entry: ConfigEntry, before: ConfigEntry | undefined): KeyChange => ({
  action: 'replaced',
  ...shown(entry),
  ...(before?.value === undefined ? {} : { oldFingerprint: fingerprint(before.value) }),
});

function entriesOf(text: string): Entries {
  const config = parseConfig(universalNewlines(text));
  return config.ok ? (config.apiKeys ?? NONE) : NONE;
}
