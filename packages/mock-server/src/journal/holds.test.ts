import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { differenceIn, holds, patternText } from './call-filter.js';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test.each([
  ['equal bytes', bytes(8, 5), bytes(8, 5), true],
  ['bytes that begin alike', bytes(8, 5, 16, 1), bytes(8, 5), false],
  ['no bytes', bytes(8, 5), bytes(), false],
  ['bytes of another realm', runInNewContext('Uint8Array.of(8, 5)'), Buffer.from([8, 5]), true],
  ['bytes and an array', [8, 5], bytes(8, 5), false],
  ['a part of an object', { a: 1, b: 2 }, { a: 1 }, true],
  ['an object without it', { a: 1 }, { b: undefined, a: 2 }, false],
  ['any', { a: 'x' }, { a: expect.any(String) }, true],
  ['any other', { a: 1 }, { a: expect.any(String) }, false],
  ['a part by a matcher', { a: { b: 1, c: 2 } }, { a: expect.objectContaining({ b: 1 }) }, true],
  ['a text by a matcher', { a: 'hall 7' }, { a: expect.stringMatching(/^hall \d$/) }, true],
  ['an int64 as a text', 12n, '12', true],
  ['an int64 as a number', { low: 12, high: 0, toString: () => '12' }, 12, true],
  ['another int64', 12n, 13, false],
  ['a text and a number', '12', 12, false],
])('%s', (_title, value, wanted, fits) => {
  expect(holds(value, wanted)).toBe(fits);
});

test('a pattern is shown whatever it contains', () => {
  expect(patternText({ a: 1n, b: expect.any(String), c: 'x' })).toBe('{"a":"1","b":"Any<String>","c":"x"}');
});

test.each([
  [{ a: 1 }, { a: 1 }, undefined],
  [{ a: 1, b: { c: 2, d: 3 } }, { a: 1, b: { c: 2, d: 4 } }, 'request.b.d'],
  [{ a: 1 }, { b: { c: 1 } }, 'request.b'],
  [{ a: bytes(1) }, { a: bytes(2) }, 'request.a'],
  [{ a: 'x' }, { a: expect.any(Number) }, 'request.a'],
  [undefined, { a: 1 }, 'request.a'],
])('%j and %j differ in %s', (value, wanted, path) => {
  expect(differenceIn(value, wanted, 'request')).toBe(path);
});
