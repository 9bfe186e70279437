import { editConfig } from '@dlubal-kit/auth-core';
import { keyAdvice } from '../command-line/key-advice.js';
import { UsageError } from '../failure/usage-error.js';
import { isObeyed } from '../terminal/safe-text.js';
import { shownName } from '../terminal/shown-key-name.js';
import { DEFAULT } from './stored-keys.js';

/** Longer names are mistakes: no list could show them. */
const MOST_LETTERS = 200;

/**
 * A name for a new entry, as it will be stored.
 *
 * @throws {UsageError | ConfigEditError} when it cannot be one, reported before a key is asked for
 */
export function newKeyName(given: string): string {
  const flaw = nameFlaw(given);
  if (flaw !== undefined) throw new UsageError(...flaw);
  // What config.ini cannot hold is known there; an edit of nothing asks.
  editConfig('', { set: { [given]: 'ak-' } });
  return given.toLowerCase();
}

/** What is wrong with a name, and what to do. */
function nameFlaw(given: string): readonly [happened: string, remedy: string] | undefined {
  if (given === '') return ['the name is empty.', 'Give one, for example project_1.'];
  const advice = keyAdvice(given);
  if (advice !== '') return ['a key was given instead of a name.', advice.trim()];
  if (given.toLowerCase() === DEFAULT) {
    return [
      '"default" is not a name: it is the key that is used when none is named.',
      'Give the key a name of its own; "dlubal-auth keys use NAME" makes it the default.',
    ];
  }
  if (given.length > MOST_LETTERS) {
    return [
      `the name ${shownName(given)} has ${given.length} characters, and at most ${MOST_LETTERS} are allowed.`,
      'Choose a shorter one.',
    ];
  }
  // Line ends, NUL and halves of characters are reported by the edit, which says more.
  if (isObeyed(given.replace(/[\0\r\n\p{Surrogate}]/gu, ''))) {
    return [
      `the name ${shownName(given)} has a control character.`,
      'Use letters, digits, "_", "-" and "."; for example project_1.',
    ];
  }
  return undefined;
}
