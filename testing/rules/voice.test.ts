import { describe, expect, test } from 'vitest';
import { filesBelow, textOf } from './project-files.js';

/** What reads as translated, and what to write. A line break in a comment or paragraph counts as a space. */
const PHRASES = [
  { found: /(?<!\bthere )\b(is|are) no (?!longer\b|more\b)/i, say: 'is not a …, there is no …' },
  { found: /\bmend(s|ed|ing)?\b/i, say: 'fix' },
  { found: /\bstands?\b(?! for\b)/i, say: 'is, appears, is stored' },
  { found: /\bshall\b/i, say: 'must, is going to' },
  { found: /\bsuch that\b/i, say: 'so that' },
  { found: /\bmay not\b/i, say: 'is not allowed to, might not' },
  { found: /\bwants\b/i, say: 'requires, needs' },
  { found: /\bbeside\b/i, say: 'next to, and' },
  { found: /\bin the place of\b/i, say: 'instead of' },
  { found: /\bbears?\b/i, say: 'has, carries' },
] as const;

const asOneLine = (text: string): string => text.replace(/\s*\n\s*(\*|\/\/|#)?\s*/g, ' ');

function foundIn(text: string): string[] {
  const line = asOneLine(text);
  return PHRASES.flatMap(({ found, say }) =>
    [...line.matchAll(new RegExp(found, 'gi'))].map(
      ({ index }) => `"…${line.slice(Math.max(0, index - 30), index + 30)}…": write ${say}`,
    ),
  );
}

/** Facts quote, vectors and notices are what others said, and this file names the phrases. */
const QUOTES =
  /^docs\/facts\/|\/vectors\/|^testing\/rules\/voice\.test\.ts$|CHANGELOG\.md$|THIRD-PARTY-NOTICES\.md$/;

const files = filesBelow('').filter(
  (path) => /\.(ts|cts|mts|mjs|cjs|js|md|proto|py|cs|html|css)$/.test(path) && !QUOTES.test(path),
);

test('no sentence has a phrase of the list', () => {
  const flaws = files.flatMap((path) => foundIn(textOf(path)).map((flaw) => `${path}: ${flaw}`));
  expect(flaws).toEqual([]);
});

describe('found', () => {
  test.each([
    'a text that is no key',
    'Mend the line',
    'what stands in it',
    'It shall end.',
    'such that all read it',
    'others may not read it',
    '"keys" wants a word',
    'beside it',
    'in the place of the server',
    'all bear a key',
    ' * a text that is\n   * no key',
  ])('%j', (text) => {
    expect(foundIn(text)).toHaveLength(1);
  });
});

test.each([
  'there is no key',
  'it is no longer there',
  'amend',
  'understand',
  '* stands for any text',
  'Bearer',
])('%j is fine', (text) => {
  expect(foundIn(text)).toEqual([]);
});
