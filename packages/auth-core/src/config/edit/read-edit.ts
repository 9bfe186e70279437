import type { ApiKey } from '../../key/api-key.js';
import { checkFields, type FieldChecks } from '../../options/check-fields.js';
import { KEY, listOf, recordOf, TEXT } from '../../options/field-checks.js';
import { DEFAULT_NAME } from '../config-types.js';
import { shownName } from '../shown-name.js';
import { ConfigEditError } from './config-edit-error.js';
import { checkWritableValue, writableName } from './writable.js';

/** What is to change in `[api_keys]`. Names in any case; values as they must be read back. */
export interface ConfigEdit {
  /** Names and their new values; a name that is there keeps its place. */
  readonly set?: Readonly<Record<string, string | ApiKey>>;
  /** Names whose entries go. A name that is not there is passed over. */
  readonly remove?: readonly string[];
  /** Names and their new names; the entries keep their place, value and comments. */
  readonly rename?: Readonly<Record<string, string>>;
  /** The new value of `default`. */
  readonly setDefault?: string | ApiKey;
}

const EDIT_FIELDS: FieldChecks<ConfigEdit> = {
  set: recordOf(KEY),
  remove: listOf(TEXT),
  rename: recordOf(TEXT),
  setDefault: KEY,
};

/** An edit with its names as they are stored; each name is in it once. */
export interface WantedEdit {
  readonly set: ReadonlyMap<string, string>;
  readonly remove: ReadonlySet<string>;
  /** Old name to new name. */
  readonly rename: ReadonlyMap<string, string>;
}

/**
 * Checks names and values, and brings the parts of an edit into three.
 *
 * @throws {ConfigEditError} when one cannot be written, or a name is named twice
 * @throws {MisuseError} for an unknown field or a wrong type
 */
export function readEdit(edit: ConfigEdit): WantedEdit {
  checkFields(edit ?? null, EDIT_FIELDS, 'an edit');
  const set = new Map<string, string>();
  const named = new Set<string>();
  const claim = (given: string): string => {
    const name = writableName(given);
    if (named.has(name)) {
      throw new ConfigEditError(
        `The name ${shownName(given)} is given twice in one edit; upper and lower case are the same.`,
        'Give each name once.',
      );
    }
    named.add(name);
    return name;
  };
  for (const [given, value] of Object.entries(edit.set ?? {})) set.set(claim(given), textOf(value));
  const remove = new Set([...new Set((edit.remove ?? []).map(writableName))].map(claim));
  const rename = new Map<string, string>();
  for (const [from, to] of Object.entries(edit.rename ?? {})) {
    if (writableName(from) !== writableName(to)) rename.set(claim(from), claim(to));
  }
  if (edit.setDefault !== undefined) {
    if (!set.has(DEFAULT_NAME)) claim(DEFAULT_NAME);
    set.set(DEFAULT_NAME, textOf(edit.setDefault));
  }
  for (const [name, value] of set) checkWritableValue(name, value);
  return { set, remove, rename };
}

const textOf = (value: string | ApiKey): string => (typeof value === 'string' ? value : value.reveal());
