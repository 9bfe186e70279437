import { findKeys } from '@dlubal-kit/auth-core';
import type { KeyInContent } from './key-in-content.js';
import { type NotebookPart, notebookParts } from './notebook-parts.js';

/** Written on a line, it says that the key there may stay: a sample, or a key of the mock server. */
const ALLOW = 'dlubal:allow';

/** The keys of a text with their lines, the first of which has the number `from`. */
export function keysInText(text: string, from = 1): KeyInContent[] {
  let line = from;
  let at = 0;
  return findKeys(text).map(({ start, key }) => {
    for (let feed = text.indexOf('\n', at); feed >= 0 && feed < start; feed = text.indexOf('\n', at)) {
      line += 1;
      at = feed + 1;
    }
    return { key, line, allowed: lineAt(text, at, start).includes(ALLOW) };
  });
}

function lineAt(text: string, begin: number, within: number): string {
  const end = text.indexOf('\n', within);
  return text.slice(begin, end < 0 ? undefined : end);
}

/** The keys of a notebook by its cells, none where the text is not a notebook. */
export function keysInNotebook(text: string): KeyInContent[] {
  return (notebookParts(text) ?? []).flatMap(keysInPart);
}

function keysInPart({ part, text, counted }: NotebookPart): KeyInContent[] {
  return keysInText(text).map((found) =>
    counted ? { ...found, part } : { key: found.key, allowed: false, part },
  );
}
