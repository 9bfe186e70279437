import type { RefusalTable } from '../failure/tables/refusals.js';
import { HIDDEN } from '../text/hidden-characters.js';

/** Words in lower-case ASCII letters with single spaces between; everything else becomes a space. */
function wordsOf(text: string): string {
  return text
    .replace(HIDDEN, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\\[nrt]|[^a-z0-9]+/g, ' ')
    .trim();
}

const NAMES_THE_API = /\b(?:api|apikeys?|dlubal)\b/;
/** How near to the words the API must be named, in characters. */
const NEAR = 150;

/** True where the words contain the stem, near to a mention of the API if one is asked for. */
function isSaid(stem: RegExp, words: string, mustNameApi: boolean): boolean {
  if (!mustNameApi) return stem.test(words);
  for (const { 0: match, index } of words.matchAll(new RegExp(stem, 'g'))) {
    if (NAMES_THE_API.test(words.slice(Math.max(0, index - NEAR), index + match.length + NEAR))) return true;
  }
  return false;
}

/**
 * Makes the function that says which refusal of a table a text is: a sentence word for word first, then the stems.
 *
 * The function takes the text, and whether its status says that the caller is refused. Otherwise the text may be about
 * anything, and has to name the API.
 */
export function refusalReader<Table extends RefusalTable>(
  table: Table,
): (text: string, isRefused: boolean) => keyof Table | undefined {
  const rows = Object.entries(table);
  const sentences = rows.flatMap(([kind, { details, alsoSaid = [] }]) =>
    [details, ...alsoSaid].map((sentence) => ({ kind, words: wordsOf(sentence) })),
  );
  const stems = rows.flatMap(([kind, row]) => row.stems.map((stem) => ({ kind, stem })));
  return (text, isRefused) => {
    const words = wordsOf(text);
    const found =
      sentences.find((sentence) => words.includes(sentence.words)) ??
      stems.find(({ stem }) => isSaid(stem, words, !isRefused));
    return found?.kind;
  };
}
