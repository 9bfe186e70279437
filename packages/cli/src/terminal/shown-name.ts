import { redact } from '@dlubal-kit/auth-core';

/** What a terminal would obey instead of showing: control characters, and those that turn the direction of text. */
const UNSHOWABLE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const MOST = 60;

/** A text as it may stand in one line of a terminal: keys masked, and nothing that a terminal would obey. */
export function oneLine(text: string): string {
  return redact(text).replace(
    UNSHOWABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A name of an entry as it may stand in a table: one line, not too long, masked should it be a key by mistake. */
export function cellName(name: string): string {
  const safe = oneLine(name);
  return safe.length > MOST ? `${[...safe].slice(0, MOST - 1).join('')}…` : safe;
}

/** A name inside a sentence: as it is where it is plain, in quotation marks where it is not. */
export function shownName(name: string): string {
  const safe = cellName(name);
  return /^[\w.-]+$/.test(safe) ? safe : `"${safe.replaceAll('"', '\\"')}"`;
}
