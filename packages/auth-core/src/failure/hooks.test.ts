import { describe, expect, test } from 'vitest';
import { hooksOf } from './hooks.js';

const wordsOf = (pattern: RegExp): string[] => hooksOf([pattern]).ascii.source.split('|');

describe('the plain words of a pattern', () => {
  test.each([
    ['are its text', /Connection dropped/, ['connection dropped']],
    ['are one for each alternative', /broken pipe|goaway/, ['broken pipe', 'goaway']],
    ['are the longest part where something is between', /tls\d{1,3}handshake/, ['handshake']],
    ['take in both ways to write one', /host ?name mismatch/, ['hostname mismatch', 'host name mismatch']],
    ['take in a class of a few characters', /self[- ]signed/, ['self-signed', 'self signed']],
    [
      'take in the alternatives of a group',
      /connect (?:refused|reset)/,
      ['connect refused', 'connect reset'],
    ],
    ['leave out what is not in every text', /(?:very )?(?:x|y\d)+ unreachable/, [' unreachable']],
    ['pass over what takes no room', /\bclosed\b(?! before)/, ['closed']],
  ] as const)('%s', (_, pattern, words) => {
    expect(wordsOf(pattern)).toEqual(words);
  });

  test('are found in the texts that the pattern matches', () => {
    for (const text of ['a Host Name mismatch', 'HOSTNAME MISMATCH!']) {
      const { ascii } = hooksOf([/host ?name mismatch/i]);
      expect(text.search(ascii)).toBeGreaterThanOrEqual(0);
    }
  });
});

test('words beyond ASCII are looked for apart', () => {
  const { ascii, others } = hooksOf([/积极拒绝|actively refused/]);
  expect([ascii.source, others.source]).toEqual(['actively refused', '积极拒绝']);
});

test('a pattern whose texts have no word in common is refused', () => {
  expect(() => hooksOf([/\d{3}|timeout/])).toThrow('needs a word in each alternative');
});
