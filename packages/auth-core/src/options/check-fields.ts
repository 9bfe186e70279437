import { MisuseError } from '../failure/misuse-error.js';
import { nearestNames } from '../key/nearest-names.js';
import { redact } from '../redaction/redact.js';

/** What a field must be: in words, and as a question. */
export interface FieldCheck {
  readonly must: string;
  readonly holds: (value: unknown) => boolean;
}

/** One check per field of an options object: a field without its row does not compile. */
export type FieldChecks<Options> = { readonly [Name in keyof Required<Options>]: FieldCheck };

/**
 * Refuses options with an unknown field or a wrong type, which would be ignored in silence where no compiler looks. A field
 * that is `undefined` counts as left out. Values are not shown: one of them could be a key.
 *
 * @param given the options; `undefined` for none.
 * @param what the options, as the message names them: "connect's options".
 * @throws {MisuseError} naming the field, and the nearest one that exists.
 * @example
 * checkFields({ apiKeyNme: 'ci' }, CONNECT_FIELDS, "connect's options");
 * // There is no field "apiKeyNme" in connect's options. Did you mean "apiKeyName"?
 */
export function checkFields<Options>(given: unknown, checks: FieldChecks<Options>, what: string): void {
  if (given === undefined) return;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new MisuseError(`An object is needed for ${what}, got ${kindOf(given)}.`, 'Give one such as {}.');
  }
  const known: Readonly<Record<string, FieldCheck>> = checks;
  for (const [name, value] of Object.entries(given)) {
    const check = Object.hasOwn(known, name) ? known[name] : undefined;
    if (check === undefined) {
      throw new MisuseError(`There is no field ${quoted(name)} in ${what}.`, meant(name, Object.keys(known)));
    }
    if (value !== undefined && !check.holds(value)) {
      throw new MisuseError(`${name} in ${what} is ${kindOf(value)}.`, `It must be ${check.must}.`);
    }
  }
}

/**
 * Refuses a name that is not one of those that exist.
 *
 * @param what the thing named, in the singular: "story".
 * @throws {MisuseError} with the nearest names, or all of them.
 */
export function checkName(name: unknown, names: readonly string[], what: string): void {
  if (typeof name === 'string' && names.includes(name)) return;
  const said = typeof name === 'string' ? quoted(name) : `that is ${kindOf(name)}`;
  throw new MisuseError(`There is no ${what} ${said}.`, meant(String(name), names));
}

function meant(name: string, names: readonly string[]): string {
  const [near] = nearestNames(name, names);
  if (near !== undefined) return `Did you mean ${quoted(near)}?`;
  return names.length === 0 ? 'There are none.' : `Use one of: ${names.join(', ')}.`;
}

const quoted = (name: string): string => JSON.stringify(redact(name).slice(0, 60));

/** The kind of a value; numbers are shown, since no key is one. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
