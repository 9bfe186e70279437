import { characterFlaw } from './bad-character.js';
import { flawIn } from './key-flaws.js';

/** A well-formed key: `ak-` and 48 lower-case hexadecimal digits, 51 characters (docs/facts/wire.md, Keys). */
const WELL_FORMED = /^ak-[0-9a-f]{48}$/;

/**
 * What a text is, judged by its shape: a key; something that begins like one and is not; something else that a
 * header could carry; or nothing that could be sent. A key in capital letters is `unusual`: the official client
 * reads it as a key, and whether the server does is not known.
 */
export type KeyShape = 'well-formed' | 'unusual' | 'damaged' | 'impossible';

/** What a text is, judged by its shape alone: nobody is asked. */
export function keyShape(text: string): KeyShape {
  if (text === '' || /[^\x21-\x7e]/.test(text)) return 'impossible';
  if (WELL_FORMED.test(text)) return 'well-formed';
  return /^["'`]?ak-/i.test(text) && !isWrittenLikeKey(text) ? 'damaged' : 'unusual';
}

/** Whether a text is `ak-` and 48 hexadecimal digits, in small or capital letters. */
export function isWrittenLikeKey(text: string): boolean {
  return WELL_FORMED.test(text.toLowerCase());
}

/** As the official Python client decides whether a stored value may become the default (docs/facts/wire.md, Keys). */
export function startsLikeKey(text: string): boolean {
  return text.startsWith('ak') || text.startsWith('AK');
}

/**
 * Which texts can be sent as keys: those that are written like today's keys, or, should Dlubal change the form, any that
 * a header can carry.
 */
export type KeyFormat = 'dlubal' | 'any';

/** Servers refuse headers longer than some 8 KiB in all. */
const LONGEST = 4096;

/**
 * Why a text cannot be sent as a key, and so is neither stored nor used: the one definition, on the way in and on the
 * way out. Undefined where it can be sent. A key in capital letters can: the official client reads it as one, and
 * whether the server does is not known.
 *
 * @param format From `keyFormatOf`. @default 'dlubal'
 * @returns words that follow a colon and never show the text
 * @example whyNotSendable('null') // 'it is what a program writes where it has no value, …'
 */
export function whyNotSendable(text: string, format: KeyFormat = 'dlubal'): string | undefined {
  if (isWrittenLikeKey(text)) return undefined;
  return format === 'any' ? whyNotCarried(text) : flawIn(text);
}

function whyNotCarried(text: string): string | undefined {
  if (text.length > LONGEST) return `it has ${text.length} characters; no server accepts so long a header`;
  return characterFlaw(text);
}

/**
 * What is wrong with a text that should be a key, by position and class of character, never by showing it;
 * undefined when it is well-formed. Of `whyNotSendable` it differs by capital letters.
 *
 * @example keyFlaw('ak-12') // 'it has 2 hexadecimal digits, not 48'
 */
export function keyFlaw(text: string, format: KeyFormat = 'dlubal'): string | undefined {
  if (format === 'any') return whyNotSendable(text, format);
  return keyShape(text) === 'well-formed' ? undefined : flawIn(text);
}
