import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.js';

test('a key has the same eight digits each time, and another key others', () => {
  const key = madeKey();
  expect(fingerprint(key)).toMatch(/^[0-9a-f]{8}$/);
  expect(fingerprint(key)).toBe(fingerprint(key));
  expect(fingerprint(madeKey())).not.toBe(fingerprint(key));
});

test('the digits do not change between releases: people pin them in CI', () => {
  expect(fingerprint(`ak-${'0123456789abcdef'.repeat(3)}`)).toBe('18ccbf48');
});

test.each(['', 'short', 'hunter2 hunter2', 'ak-1'])('%j, which could be guessed, gets none', (text) => {
  expect(fingerprint(text)).toBe('…');
});
