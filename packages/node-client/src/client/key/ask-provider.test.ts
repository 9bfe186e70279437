import { inspect } from 'node:util';
import { KeyResolutionError } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { askProvider } from './ask-provider.js';

const KEY = madeKey();
const thrown = (what: unknown) => () => {
  throw what;
};

test.each([
  ['a text', () => KEY],
  ['a promise of a text', async () => KEY],
])('%s is the key', async (_, keyProvider) => {
  expect((await askProvider(keyProvider)).reveal()).toBe(KEY);
});

test.each<[string, () => unknown, string]>([
  ['throws an error', thrown(new Error('vault is sealed')), 'it threw: vault is sealed'],
  ['rejects', async () => Promise.reject(new Error('vault is sealed')), 'it threw: vault is sealed'],
  ['throws a text', thrown('sealed'), 'it threw: sealed'],
  ['throws undefined', thrown(undefined), 'it threw: undefined'],
  ['throws null', thrown(null), 'it threw: null'],
  ['throws a symbol', thrown(Symbol('sealed')), 'it threw: '],
  ['throws an object without a prototype', thrown(Object.create(null)), 'it threw: '],
  ['throws what cannot be looked at', thrown(new Proxy({}, { get: thrown(new Error('no')) })), 'it threw: '],
  ['gives nothing', () => undefined, 'it gave undefined instead of a key'],
  ['gives null', () => null, 'it gave null instead of a key'],
  ['gives a number', () => 5, 'it gave a value of type number instead of a key'],
  ['gives an object', () => ({ key: KEY }), 'it gave a value of type object instead of a key'],
  // biome-ignore lint/suspicious/noThenProperty: what await does with it is the case
  ['gives a thenable that throws', () => ({ then: thrown(new Error('sealed')) }), 'it threw: sealed'],
])('a provider that %s has failed', async (_, keyProvider, says) => {
  const error = await askProvider(keyProvider).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ kind: 'provider-failed', message: expect.stringContaining(says) });
  expectNoKey(KEY, (error as Error).message, inspect(error, { depth: 9, showHidden: true }));
});

test('the cause is kept, unless a log of it would show a key', async () => {
  const plain = new Error('vault is sealed');
  await expect(askProvider(thrown(plain))).rejects.toMatchObject({ cause: plain });
  for (const leaky of [
    new Error(`denied for ${KEY}`),
    Object.assign(new Error('denied'), { config: { headers: { authorization: `Bearer ${KEY}` } } }),
    `denied for ${KEY}`,
  ]) {
    const error = await askProvider(thrown(leaky)).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: 'provider-failed', message: expect.stringContaining('denied') });
    expectNoKey(KEY, (error as Error).message, inspect(error, { depth: 9, showHidden: true }));
  }
});

test('an error of the kit passes as it is', async () => {
  const missing = new KeyResolutionError('key-missing', {});
  await expect(askProvider(thrown(missing))).rejects.toBe(missing);
});
