import { expect, test } from 'vitest';
import { expectNoKey } from '../../../../testing/canary.js';
import { madeKey } from '../../../../testing/made-keys.js';
import { cleanText } from './clean-text.js';

const KEY = madeKey();

test.for([
  ['percent-encoding, also where decodeURI gives up', 'a%20b%2Fc%', 'a b/c%'],
  ['a sequence that colours', '\u001b[31mred\u001b[0m', 'red'],
  ['a sequence that names a window', '\u001b]0;title\u0007text', 'text'],
  ['a text direction mark', 'a\u202eb', 'ab'],
  ['a tab', 'a\tb', 'a b'],
  ['a line feed, which stays', 'a\r\nb', 'a\nb'],
  ['a key', `the key ${KEY} is refused`, `the key ak-…${KEY.slice(-4)} is refused`],
  [
    'a key whose first letter ends a sequence',
    `\u001b[1${KEY} \u001b${KEY}`,
    `[1ak-…${KEY.slice(-4)} ak-…${KEY.slice(-4)}`,
  ],
])('%s', ([, text = '', clean]) => {
  expect(cleanText(text)).toBe(clean);
});

test.for(['\u001b[', '\u001b[2;3', '\u009b', '\u001b', '\u001b('])('%j takes no letter of a key', (start) => {
  expectNoKey(KEY, cleanText(`${start}${KEY}`));
  expectNoKey(KEY.toUpperCase(), cleanText(`${start}${KEY.toUpperCase()}`));
});

test('a long text is cut in front of a character', () => {
  const clean = cleanText('\u{1f511}'.repeat(2000));
  expect(clean.length).toBeLessThanOrEqual(1000);
  expect(clean).toMatch(/^(?:\u{1f511})+…$/u);
});
