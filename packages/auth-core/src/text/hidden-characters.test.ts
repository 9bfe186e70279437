import { expect, test } from 'vitest';
import { escapeObeyed, replaceObeyed } from './hidden-characters.js';

const OBEYED = {
  'a NUL': '\0',
  'an escape': '\u001b',
  'a line feed': '\n',
  'a delete': '\u007f',
  'a C1 control': '\u009b',
  'a soft hyphen': '\u00ad',
  'an Arabic letter mark': '\u061c',
  'a zero-width space': '\u200b',
  'a right-to-left mark': '\u200f',
  'a line separator': '\u2028',
  'a paragraph separator': '\u2029',
  'a right-to-left override': '\u202e',
  'a word joiner': '\u2060',
  'an isolate': '\u2067',
  'a byte order mark': '\ufeff',
  'a tag': '\u{e0041}',
  'half a character': '\ud83d',
};

test.for(Object.entries(OBEYED))('%s is replaced, and can be written as an escape', ([, character]) => {
  expect(replaceObeyed(`a${character}b`, '?')).toBe('a?b');
  expect(JSON.parse(`"${escapeObeyed(character)}"`)).toBe(character);
});

test('letters of all languages, whole emoji and spaces stay', () => {
  const text = 'Schlüssel 鍵 \u{1f511} \u00a0|';
  expect(replaceObeyed(text, '?')).toBe(text);
});

test('what is kept is up to the caller', () => {
  expect(escapeObeyed('a\nb\tc', '\n')).toBe('a\nb\\u0009c');
  expect(replaceObeyed('a$b\u0000', '$&')).toBe('a$b$&');
});
