import {
  type ConfigEdit,
  type ConfigEntry,
  fingerprint,
  type KeyFormat,
  mask,
  whyNotSendable,
} from '@dlubal-kit/auth-core';
import { DEFAULT, isDefault, type StoredKeys } from '../../../key-store/stored-keys.js';

/** What happens to a key of the other file; conflicts come first. */
const FATES = ['conflict', 'malformed', 'new', 'same'] as const;
type Fate = (typeof FATES)[number];

/** A key as it is shown, without its name. */
interface MaskedValue {
  readonly masked: string;
  readonly fingerprint: string;
}

/** One name of the other file, and what an import would do with it. Has no key. */
export interface PlannedKey extends MaskedValue {
  readonly name: string;
  readonly fate: Fate;
  /** Line in the other file. */
  readonly line: number;
  /** The key that has this name here; only with `conflict`. */
  readonly stored?: MaskedValue;
  /** Why it is not taken; only with `malformed`. */
  readonly problem?: string;
}

const maskedValue = (value: string): MaskedValue => ({
  masked: mask(value),
  fingerprint: fingerprint(value),
});

/** Compares another file's keys with ours, name by name; `default` is not a name. */
export function planImport(theirs: StoredKeys, ours: StoredKeys, format?: KeyFormat): PlannedKey[] {
  return [...theirs.values()]
    .filter(({ name }) => name !== DEFAULT)
    .map((entry) => plannedKey(entry, ours.get(entry.name), format))
    .sort((a, b) => FATES.indexOf(a.fate) - FATES.indexOf(b.fate));
}

function plannedKey(
  { name, line, value = '', error }: ConfigEntry,
  own: ConfigEntry | undefined,
  format: KeyFormat | undefined,
): PlannedKey {
  const row = { name, line, ...maskedValue(value) };
  const problem = error?.message ?? whyNotSendable(value, format);
  if (problem !== undefined) return { ...row, fate: 'malformed', problem };
  if (own === undefined) return { ...row, fate: 'new' };
  if (own.value === value) return { ...row, fate: 'same' };
  return { ...row, fate: 'conflict', stored: maskedValue(own.value ?? '') };
}

/** The edit that carries a plan out, and the names that it writes. */
export interface ImportEdit {
  readonly edit: ConfigEdit;
  readonly written: readonly string[];
}

/**
 * The default of the other file is taken where there is none here and its key is here afterwards; and a default that
 * had a replaced key moves with it.
 */
export function importEdit(
  theirs: StoredKeys,
  ours: StoredKeys,
  replace: boolean,
  format?: KeyFormat,
): ImportEdit {
  const taken = planImport(theirs, ours, format)
    .filter(({ fate }) => fate === 'new' || (fate === 'conflict' && replace))
    .flatMap(({ name }) => entryWithValue(theirs, name));
  const set = Object.fromEntries(taken);
  const setDefault = ours.has(DEFAULT)
    ? taken.find(([name]) => isDefault(ours, ours.get(name)?.value))?.[1]
    : [...ours.values(), ...taken.map(([, value]) => ({ value }))].find(({ value }) =>
        isDefault(theirs, value),
      )?.value;
  return {
    edit: { set, ...(setDefault === undefined ? {} : { setDefault }) },
    written: taken.map(([name]) => name),
  };
}

function entryWithValue(keys: StoredKeys, name: string): [string, string][] {
  const value = keys.get(name)?.value;
  return value === undefined ? [] : [[name, value]];
}
