import { findKeys } from '@dlubal-kit/auth-core';
import type { FoundKey, KeyLocation } from './found-key.js';
import { type NotebookPart, notebookParts } from './notebook-parts.js';

/** The keys in the text of a file and in its name; those of a notebook by its cells. */
export function findInText(path: string, text: string): FoundKey[] {
  const inName = findKeys(path).map(({ key }) => ({ path, part: 'file name', key }));
  if (!hasKey(text)) return inName;
  const parts = /\.ipynb$/i.test(path) ? notebookParts(text) : undefined;
  const found = parts === undefined ? [] : parts.flatMap((part) => inPart(path, part));
  // A notebook whose parts hold nothing (a key in a place that no notebook has) is read as the text that it is.
  return [...inName, ...(found.length > 0 ? found : numbered(text, 1, { path }))];
}

const hasKey = (text: string): boolean => findKeys(text).length > 0;

function inPart(path: string, { part, text, counted }: NotebookPart): FoundKey[] {
  if (counted) return numbered(text, 1, { path, part });
  return findKeys(text).map(({ key }) => ({ path, part, key }));
}

/** The keys of a text with their lines, the first of which has the number `from`. */
export function numbered(text: string, from: number, place: KeyLocation): FoundKey[] {
  let line = from;
  let at = 0;
  return findKeys(text).map(({ start, key }) => {
    for (let feed = text.indexOf('\n', at); feed >= 0 && feed < start; feed = text.indexOf('\n', at)) {
      line += 1;
      at = feed + 1;
    }
    return { ...place, line, key };
  });
}
