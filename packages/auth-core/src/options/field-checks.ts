import { ApiKey } from '../key/api-key.js';
import type { FieldCheck } from './check-fields.js';

const typed = (must: string, type: string): FieldCheck => ({ must, holds: (value) => typeof value === type });

/** A boolean. */
export const FLAG: FieldCheck = typed('true or false', 'boolean');
/** A string. */
export const TEXT: FieldCheck = typed('a string', 'string');
/** A function. */
export const FUNCTION: FieldCheck = typed('a function', 'function');

/** A plain object, whatever its fields. */
export const OBJECT: FieldCheck = {
  must: 'an object',
  holds: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** An array of anything. */
export const LIST: FieldCheck = { must: 'an array', holds: Array.isArray };

/** An API key, or the text of one. */
export const KEY: FieldCheck = {
  must: 'a string or an ApiKey',
  holds: (value) => typeof value === 'string' || ApiKey.isApiKey(value),
};

/** The same, or null where nothing is given. */
export function orNull({ must, holds }: FieldCheck): FieldCheck {
  return { must, holds: (value) => value === null || holds(value) };
}

/** An array of what a check holds for. */
export function listOf({ must, holds }: FieldCheck): FieldCheck {
  return {
    must: `an array, each item ${must}`,
    holds: (value) => Array.isArray(value) && value.every(holds),
  };
}

/** An object with names of the caller's own, each value of what a check holds for. */
export function recordOf({ must, holds }: FieldCheck): FieldCheck {
  return {
    must: `an object, each value ${must}`,
    holds: (value) => OBJECT.holds(value) && Object.values(value as object).every(holds),
  };
}

/** Checked elsewhere, by what knows more of it. */
export const CHECKED_LATER: FieldCheck = { must: 'anything', holds: () => true };

/** A whole number from `least`. */
export function whole(least: number): FieldCheck {
  return {
    must: `a whole number from ${least}`,
    holds: (value) => Number.isInteger(value) && Number(value) >= least,
  };
}

/** The longest time that a timer can wait, in milliseconds: Node fires a longer one at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** A time in milliseconds that a timer can wait. */
export const MILLISECONDS: FieldCheck = {
  must: `a number of milliseconds from 0 to ${LONGEST_MS}`,
  holds: (value) => typeof value === 'number' && value >= 0 && value <= LONGEST_MS,
};

/** A number from 0, `Infinity` included. */
export const LIMIT: FieldCheck = {
  must: 'a number from 0, or Infinity',
  holds: (value) => typeof value === 'number' && value >= 0,
};

/** One of some words. */
export function oneOf(...words: readonly string[]): FieldCheck {
  return { must: `one of ${words.join(', ')}`, holds: (value) => words.includes(value as string) };
}

/** One check or another. */
export function either(...checks: readonly FieldCheck[]): FieldCheck {
  return {
    must: checks.map(({ must }) => must).join(', or '),
    holds: (value) => checks.some((check) => check.holds(value)),
  };
}

/** Which texts count as keys: a `KeyFormat`. */
export const KEY_FORMAT: FieldCheck = oneOf('dlubal', 'any');
