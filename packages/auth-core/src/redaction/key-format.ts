/** A well-formed key: `ak-` and 48 lower-case hexadecimal digits, 51 characters (docs/facts/wire.md, Keys). */
const WELL_FORMED = /^ak-[0-9a-f]{48}$/;

/**
 * What a text is, judged by its shape: a key; something that begins like one and is not; something else that a
 * header could carry; or nothing that could be sent. A key in capital letters is `unusual`: the official client
 * reads it as a key, and whether the server does is not known.
 */
export type KeyShape = 'well-formed' | 'unusual' | 'damaged' | 'impossible';

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

interface CharacterClass {
  readonly test: RegExp;
  readonly name: string;
}

/** Classes of character that a key cannot have, the most telling first. */
const CLASSES: readonly CharacterClass[] = [
  { test: /\r/, name: 'a carriage return' },
  { test: /\n/, name: 'a line feed' },
  { test: /\t/, name: 'a tab' },
  { test: / /, name: 'a space' },
  { test: /\0/, name: 'a NUL' },
  { test: /[\x01-\x1f\x7f-\x9f]/, name: 'a control character' },
  { test: /\u00a0|\u202f/, name: 'a no-break space' },
  { test: /\ufeff/, name: 'a byte order mark' },
  { test: /[\u200b-\u200d\u2060]/, name: 'a zero-width character' },
  { test: /\u2010|\u2011|\u2012/, name: 'a typographic hyphen, where "-" belongs' },
  { test: /\u2013/, name: 'an en dash, where "-" belongs' },
  { test: /\u2014/, name: 'an em dash, where "-" belongs' },
  { test: /\u2212/, name: 'a minus sign, where "-" belongs' },
  { test: /[\u2018\u2019\u201c\u201d\u00ab\u00bb\u201e\u201a]/, name: 'a typographic quotation mark' },
  { test: /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/, name: 'a text direction mark' },
  { test: /\s/, name: 'white space' },
  { test: /[^\x00-\x7f]/u, name: 'a non-ASCII character' },
];

/** The class of one character, in words, or undefined when a header may carry it. */
function classOf(character: string): string | undefined {
  return CLASSES.find(({ test }) => test.test(character))?.name;
}

/** Where the first character is that a header cannot carry: counted from 1, in characters as a person counts. */
export function firstBadCharacter(text: string): { position: number; name: string } | undefined {
  let position = 0;
  for (const character of text) {
    position += 1;
    const name = classOf(character);
    if (name !== undefined) return { position, name };
  }
  return undefined;
}

interface Flaw {
  readonly applies: (text: string) => boolean;
  /** Says what is wrong, without showing any part of the text. */
  readonly says: (text: string) => string;
}

const hexDigits = (text: string): string => text.replace(/^ak-/i, '');

/** What is often wrong with a key, the surest diagnosis first. The sentences never show the text. */
const FLAWS: readonly Flaw[] = [
  { applies: (t) => t === '', says: () => 'it is empty' },
  {
    applies: (t) => /^bearer(\s|$)/i.test(t),
    says: () => 'it begins with "Bearer"; give the key alone, the scheme is added at the wire',
  },
  {
    applies: (t) => /^(["'`]).*\1$/s.test(t),
    says: () => 'it is in quotation marks, which would be part of the key; remove them',
  },
  {
    applies: (t) => firstBadCharacter(t) !== undefined,
    says: (t) => {
      const bad = firstBadCharacter(t);
      return `character ${bad?.position} is ${bad?.name}`;
    },
  },
  {
    applies: (t) => (t.match(/ak-/gi) ?? []).length > 1,
    says: (t) => `it looks like ${(t.match(/ak-/gi) ?? []).length} keys joined`,
  },
  {
    applies: (t) => !/^ak-/i.test(t),
    says: (t) =>
      /^[0-9a-f]{48}$/i.test(t)
        ? 'the prefix "ak-" is missing'
        : 'it does not begin with "ak-" (is it the name of a key? give names as the key name)',
  },
  {
    applies: (t) => /[^0-9a-f]/i.test(hexDigits(t)),
    says: (t) => `character ${firstNonHex(t)} is not a hexadecimal digit`,
  },
  {
    applies: (t) => hexDigits(t).length !== 48,
    says: (t) => `it has ${hexDigits(t).length} hexadecimal digits, not 48`,
  },
  {
    applies: (t) => /[A-F]|^A|^.K/.test(t),
    says: () => 'it has capital letters; keys are written in small letters',
  },
];

function firstNonHex(text: string): number {
  const prefix = text.length - hexDigits(text).length;
  return prefix + hexDigits(text).search(/[^0-9a-f]/i) + 1;
}

/**
 * What is wrong with a text that should be a key, by position and class of character, never by showing it;
 * undefined when it is well-formed.
 *
 * @example keyFlaw('ak-12') // 'it has 2 hexadecimal digits, not 48'
 */
export function keyFlaw(text: string): string | undefined {
  return keyShape(text) === 'well-formed' ? undefined : FLAWS.find((flaw) => flaw.applies(text))?.says(text);
}
