import { inspect } from 'node:util';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { ApiKey } from './api-key.js';
import { KeyFormatError } from './key-format-error.js';

test('reveal alone gives the secret', () => {
  const key = madeKey();
  expect(ApiKey.parse(key).reveal()).toBe(key);
});

test('every other way shows a mask', () => {
  const secret = madeKey();
  const key = ApiKey.parse(secret);
  const shown = `ak-…${secret.slice(-4)}`;
  expect([String(key), `${key}`, JSON.parse(JSON.stringify(key)), key.masked, `${key}`]).toEqual(
    Array(5).fill(shown),
  );
  expect(inspect(key)).toBe(`ApiKey(${shown})`);
  const nested = {
    a: [{ key }],
    map: new Map([[key, key]]),
    error: new Error(`failed with ${key}`, { cause: { key } }),
  };
  expectNoKey(secret, key, nested, inspect(nested, { depth: 9, showHidden: true, customInspect: false }));
  expectNoKey(secret, structuredClone(key), Object.entries(key), Object.getOwnPropertyNames(key), { ...key });
});

test.each([
  '',
  ' ',
  'ak-1 ',
  '\tak-1',
  'ak-1\n',
  'ak-1\r',
  'ak-é',
  'ak-\u0000',
  'ak\u2013',
  '\ufeffak-1',
  '🔑',
])('%j could never be sent and is refused without being shown', (text) => {
  expect(() => ApiKey.parse(text)).toThrow(KeyFormatError);
  const trimmed = text.trim();
  if (trimmed.length > 3) expect(() => ApiKey.parse(text)).not.toThrow(trimmed);
});

test('what does not look like a key is marked', () => {
  expect(ApiKey.parse(madeKey())).toMatchObject({ wellFormed: true, flaw: undefined });
  expect(ApiKey.parse('secret')).toMatchObject({ wellFormed: false });
  expect(ApiKey.parse(madeKey().toUpperCase()).flaw).toMatch(/capital letters/);
});

test('a short text is masked whole', () => {
  expect(ApiKey.parse('ak-1234').masked).toBe('…');
  expect(ApiKey.parse('secret').masked).toBe('…');
});

test('a key of another copy of the package is known', () => {
  const foreign = Object.create({ [Symbol.for('@dlubal-kit/ApiKey')]: true });
  expect(ApiKey.isApiKey(foreign)).toBe(true);
  expect(ApiKey.isApiKey('ak-1')).toBe(false);
  expect(ApiKey.isApiKey(null)).toBe(false);
});
