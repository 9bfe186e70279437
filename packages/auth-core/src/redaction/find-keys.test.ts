import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { findKeys } from './find-keys.js';

const key = madeKey();
const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');
const escaped = (text: string, each: (code: string) => string): string =>
  [...text].map((letter) => each(letter.charCodeAt(0).toString(16))).join('');

test.each<[string, string]>([
  ['alone', key],
  ['in an assignment', `apiKey="${key}"`],
  ['in capitals', key.toUpperCase()],
  ['in a URL', `http://x/?key=${key.replace('-', '%2D')}&y=1`],
  ['percent-encoded letter by letter', escaped(key, (code) => `%${code}`)],
  ['in a JSON text with escapes', JSON.stringify(key).replace('-', '\\u002d')],
  ['in base64', base64(key)],
  ['in base64 of a header', `Basic ${base64(`Bearer ${key}`)}`],
  ['in base64, one further', `Basic ${base64(`user:${key}`)}`],
  ['in base64, two further', `Basic ${base64(`me:${key}`)}`],
  ['in base64, in capitals', base64(`me:${key.toUpperCase()}`)],
  ['in base64, in capitals, one further', base64(`you:${key.toUpperCase()}`)],
  ['in base64 of UTF-16', base64(`$k = "${key}"`, 'utf16le')],
  ['in base64 of a long JSON text', base64(JSON.stringify({ a: 'x'.repeat(500), key, b: 'y'.repeat(500) }))],
])('a key is found %s', (_, text) => {
  for (const around of [text, `one\ntwo ${text} three`, `\u00e4\n(${text})\n`]) {
    expect(findKeys(around).map((place) => place.key)).toEqual([key]);
  }
});

test('a key is found with its place, each time that it is there', () => {
  const other = madeKey();
  expect(findKeys(`a ${key}\nb ${other}, ${key}`)).toEqual([
    { start: 2, key },
    { start: 56, key: other },
    { start: 109, key },
  ]);
});

test.each([
  ['a part of a key', key.slice(0, -1)],
  ['too many digits', `${key}0`],
  ['a masked key', 'ak-…f24c'],
  ['digits alone', key.slice(3)],
  ['words', 'break-even ak-47 FrLT hay0 YWst'],
  ['base64 of something else', base64('ak-no key at all'.repeat(20))],
])('%s is not a key', (_, text) => {
  expect(findKeys(`x ${text} y`)).toEqual([]);
});

test('a long text without a key takes time in proportion to it, whatever it holds', () => {
  const texts = ['a', 'ak', 'ak-', 'ak-0', 'YWst', '%61%6b', '\\u0061k', 'ak-\n', 'hay0FrLT', '=61k'];
  const time = (text: string): number => {
    const start = performance.now();
    expect(findKeys(text)).toEqual([]);
    return performance.now() - start;
  };
  for (const text of texts) {
    const [small, large] = [2 ** 16, 2 ** 20].map((size) => time(text.repeat(size / text.length)));
    // Sixteen times the text, with room for a busy machine.
    expect(large, text).toBeLessThan(Math.max(16 * 8 * (small ?? 0), 1000));
  }
});
