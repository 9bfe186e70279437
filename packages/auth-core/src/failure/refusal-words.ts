import type { RefusalKind } from './refusals.js';

interface Stem {
  readonly kind: RefusalKind;
  readonly pattern: RegExp;
  readonly source: string;
}

/**
 * What tells the refusals apart when the sentence is not word for word: other case, white space, punctuation, words
 * around it. Few words may stand between two that belong together, so that a long log does not match by chance. Tried
 * on text in small letters whose punctuation and white space are single blanks. First match wins.
 */
export const STEMS: readonly Stem[] = [
  {
    kind: 'access-restricted',
    pattern: /\baccess (?:\w+ ){0,4}restricted\b/,
    source: 'facts/errors.md, row 2',
  },
  {
    kind: 'access-restricted',
    pattern: /\bnot have (?:the )?permissions? to use (?:the )?(?:dlubal|api)\b/,
    source: 'facts/errors.md, row 2',
  },
  {
    kind: 'access-restricted',
    pattern: /\blimits? (?:\w+ ){0,3}in (?:your|the) subscription\b/,
    source: 'facts/errors.md, row 2',
  },
  {
    kind: 'access-restricted',
    pattern: /\bsubscription (?:\w+ ){0,4}limits? (?:\w+ ){0,4}exceeded\b/,
    source: 'facts/errors.md, row 2',
  },
  {
    kind: 'access-restricted',
    pattern: /\b(?:requests?|plan) (?:\w+ ){0,3}limits? (?:\w+ ){0,4}(?:exceeded|reached)\b/,
    source: 'facts/errors.md, row 2',
  },
  {
    kind: 'access-restricted',
    pattern: /\bcredits? (?:\w+ ){0,4}(?:used up|exhausted|exceeded|consumed)\b/,
    source: 'facts/errors.md, older pages',
  },
  {
    kind: 'no-subscription',
    pattern: /\b(?:not have|no|without|missing|lacks?) (?:\w+ ){0,5}subscription\b/,
    source: 'facts/errors.md, row 3',
  },
  {
    kind: 'key-refused',
    pattern: /\bapi ?key (?:[^ ]+ ){0,3}(?:invalid|not valid|incorrect|wrong)\b/,
    source: 'facts/errors.md, row 1',
  },
  {
    kind: 'key-refused',
    pattern: /\b(?:invalid|incorrect|wrong) (?:\w+ ){0,2}api ?key\b/,
    source: 'facts/errors.md, row 1',
  },
  {
    kind: 'key-refused',
    pattern: /\bkey (?:[^ ]+ ){0,5}in incorrect format\b/,
    source: 'facts/errors.md, row 1',
  },
];

/** Small letters, and single blanks for punctuation and white space. Invisible characters go. */
function normal(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}

/** Which of the server's refusals a text is, or undefined. */
export function refusalIn(text: string): RefusalKind | undefined {
  const words = normal(text);
  return STEMS.find(({ pattern }) => pattern.test(words))?.kind;
}
