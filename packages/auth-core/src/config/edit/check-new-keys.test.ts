import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { checkNewKeys } from './check-new-keys.js';

const KEY = madeKey();
const OLD = `[api_keys]\np = ${KEY}\nhurt = null\n`;

test.for([
  ['a new key', `${OLD}q = ${madeKey()}\n`],
  ['nothing new', OLD],
  ['an old text under another name', OLD.replace('hurt', 'p2')],
  ['an entry less', `[api_keys]\np = ${KEY}\n`],
  ['another section', `${OLD}[other]\nx = null\n`],
] as const)('%s passes', ([, after]) => {
  expect(() => checkNewKeys(OLD, after)).not.toThrow();
});

test.for([
  ['a new text', `${OLD}q = undefined\n`, 'the key for q: it is what a program writes'],
  ['a text over a key', OLD.replace(KEY, '***'), 'the key for p: it is masked'],
  ['a default', `${OLD}default = \${KEY}\n`, 'the default key: it is the name of a variable'],
  ['an interpolated text', `${OLD}q = x%(p)s\n`, 'the key for q: there is text before the key'],
] as const)('%s is refused without being shown', ([, after, says]) => {
  let thrown: unknown;
  try {
    checkNewKeys(OLD, after);
  } catch (error) {
    thrown = error;
  }
  expect(String(thrown)).toContain(says);
  expectNoKey(KEY, thrown);
});

test('any form of key passes where that is asked for', () => {
  expect(() => checkNewKeys(OLD, OLD.replace(KEY, 'dk2_new-form'), 'any')).not.toThrow();
});
