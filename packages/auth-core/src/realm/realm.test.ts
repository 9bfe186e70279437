import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { asyncDispose, dispose } from './dispose-symbols.js';
import { isErrorLike, isRangeError, messageOf } from './thrown.js';

const foreign = (code: string): unknown => runInNewContext(code);

const thrown: [thing: unknown, error: boolean, message: string][] = [
  [new TypeError('here'), true, 'here'],
  [foreign('new Error("there")'), true, 'there'],
  [foreign('Object.assign(new RangeError("deep"), { code: "X" })'), true, 'deep'],
  [{ message: 'no stack' }, false, '[object Object]'],
  ['a text', false, 'a text'],
  [undefined, false, 'undefined'],
  [null, false, 'null'],
  [Symbol('s'), false, 'Symbol(s)'],
];

test.for(thrown)('what was thrown is known by its shape: %o', ([thing, error, message]) => {
  expect(isErrorLike(thing)).toBe(error);
  expect(messageOf(thing)).toBe(message);
});

test('a RangeError of another realm is one', () => {
  expect(isRangeError(foreign('new RangeError("deep")'))).toBe(true);
  expect(isRangeError(foreign('new Error("deep")'))).toBe(false);
});

// A realm without them is a context of Node 20 and 22: the runners' tests look at that (packed-runners.test.ts).
test('the symbols of disposal are those that `using` looks for', async () => {
  const ended: string[] = [];
  {
    using _thing = { [dispose]: () => void ended.push('sync') };
    await using _other = { [asyncDispose]: async () => void ended.push('async') };
  }
  expect(ended).toEqual(['async', 'sync']);
});
