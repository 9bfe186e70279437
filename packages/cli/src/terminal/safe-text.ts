import { escapeObeyed, redact } from '@dlubal-kit/auth-core';

/** Noncharacters, with which `paint` marks: no name colours a line. */
const MARKS = /[\ufdd0-\ufdef]/g;

/** Whether a terminal would obey something in a text. */
export const isObeyed = (text: string): boolean => escapeObeyed(text) !== text;

/** A text from outside as one line that a terminal shows and does not obey. */
export const shownLine = (text: string): string => escapeObeyed(redact(text)).replace(MARKS, '?');

/** The same for a whole output: only line feeds and the marks of `paint` stay. */
export const shownLines = (text: string): string => escapeObeyed(redact(text), '\n');

/** JSON as text, keys masked, with nothing in it that a terminal obeys: JSON has an escape for each. */
export const shownJson = (answer: unknown, indent?: number): string =>
  shownLines(JSON.stringify(answer, null, indent));
