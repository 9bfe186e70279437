import { editConfig, keyShape } from '@dlubal-kit/auth-core';
import { UsageError } from '../failure/usage-error.js';
import { shownName } from '../terminal/shown-name.js';
import { DEFAULT } from './stored-keys.js';

/** Longer names are taken for a mistake: no list could show them. */
const MOST_LETTERS = 200;

/**
 * A name for a new entry, as it will be stored.
 *
 * @throws {UsageError | ConfigEditError} when it cannot be one, said before a key is asked for
 */
export function newKeyName(given: string): string {
  const flaw = nameFlaw(given);
  if (flaw !== undefined) throw new UsageError(flaw);
  // What config.ini cannot hold is known there; an edit of nothing asks.
  editConfig('', { set: { [given]: 'ak-' } });
  return given.toLowerCase();
}

function nameFlaw(given: string): string | undefined {
  if (given === '') return 'the name is empty. Give one, for example project_1.';
  if (keyShape(given) === 'well-formed' || /ak-[0-9a-f]{16}/i.test(given)) {
    return 'a key stands where its name belongs. Others on this machine can read what is given as an argument, and shells keep it: take this key for known to others, and ask for a new one.';
  }
  if (given.toLowerCase() === DEFAULT) {
    return 'default is no name: it stands for the key that was used last. Give the key a name of its own; "dlubal-auth keys use NAME" makes it the default.';
  }
  if (given.length > MOST_LETTERS) {
    return `the name ${shownName(given)} has ${given.length} letters. At most ${MOST_LETTERS} are taken.`;
  }
  // Line ends and NUL are told by the edit, which says more.
  if (/[\x01-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.test(given)) {
    return `the name ${shownName(given)} holds a control character. Use letters, digits, "_", "-" and "."; for example project_1.`;
  }
  return undefined;
}
