import { redact } from '@dlubal-kit/auth-core';

/** What a terminal would obey instead of showing: control characters, line separators, and marks that turn the direction of text. */
const OBEYED = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
/** The same and noncharacters, which `paint` uses: no name colours a line. */
const OBEYED_IN_NAMES = new RegExp(`${OBEYED.source}|[\ufdd0-\ufdef]`, 'g');

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text from outside as one line that a terminal shows and does not obey. */
export const shownLine = (text: string): string => redact(text).replace(OBEYED_IN_NAMES, escaped);

/** The same for a whole output: only line feeds and the marks of `paint` stay. */
export const shownLines = (text: string): string =>
  redact(text).replace(OBEYED, (character) => (character === '\n' ? '\n' : escaped(character)));

/** JSON as text, keys masked, with nothing in it that a terminal obeys: JSON has an escape for each. */
export const shownJson = (answer: unknown, indent?: number): string =>
  shownLines(JSON.stringify(answer, null, indent));
