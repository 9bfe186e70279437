import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import { checkFields, checkName, type FieldChecks } from './check-fields.js';
import {
  either,
  FLAG,
  FUNCTION,
  LIMIT,
  LIST,
  MILLISECONDS,
  OBJECT,
  oneOf,
  TEXT,
  whole,
} from './field-checks.js';

interface Options {
  readonly apiKeyName?: string;
  readonly port?: number;
}

const CHECKS: FieldChecks<Options> = { apiKeyName: TEXT, port: whole(0) };
const check = (given: unknown) => () => checkFields(given, CHECKS, 'the options');

test.each([
  [undefined],
  [{}],
  [{ apiKeyName: 'ci', port: 9000 }],
  [{ apiKeyName: undefined }],
  [Object.assign(Object.create({ inherited: 1 }), { port: 1 })],
])('%j passes', (given) => {
  expect(check(given)).not.toThrow();
});

test.each([
  [{ apiKeyNme: 'ci' }, 'There is no field "apiKeyNme" in the options. Did you mean "apiKeyName"?'],
  [{ APIKEYNAME: 'ci' }, 'There is no field "APIKEYNAME" in the options. Did you mean "apiKeyName"?'],
  [{ nothing: 1 }, 'There is no field "nothing" in the options. Use one of: apiKeyName, port.'],
  [{ constructor: 1 }, 'There is no field "constructor" in the options. Use one of: apiKeyName, port.'],
  [
    JSON.parse('{"__proto__": 1}'),
    'There is no field "__proto__" in the options. Use one of: apiKeyName, port.',
  ],
  [{ port: '9000' }, 'port in the options is a string. It must be a whole number from 0.'],
  [{ port: -1 }, 'port in the options is -1. It must be a whole number from 0.'],
  [{ apiKeyName: null }, 'apiKeyName in the options is null. It must be a string.'],
  [[], 'An object is needed for the options, got an array. Give one such as {}.'],
  ['ci', 'An object is needed for the options, got a string. Give one such as {}.'],
])('%j is refused', (given, message) => {
  expect(check(given)).toThrow(`[client-misuse] ${message}`);
});

test('no key is shown, neither as a field nor as a value', () => {
  const key = madeKey();
  for (const given of [{ [key]: 1 }, { port: key }]) {
    expect(check(given)).toThrow(/client-misuse/);
    expect(check(given)).not.toThrow(key);
  }
});

test.each([
  ['slo', 'There is no story "slo". Did you mean "slow"?'],
  ['quite-another', 'There is no story "quite-another". Use one of: slow, fast.'],
  [7, 'There is no story that is 7. Use one of: slow, fast.'],
])('the name %j is refused', (name, message) => {
  expect(() => checkName(name, ['slow', 'fast'], 'story')).toThrow(message);
});

describe('a field', () => {
  test.each([
    ['FLAG', FLAG, true, 'true'],
    ['TEXT', TEXT, '', 1],
    ['FUNCTION', FUNCTION, () => 1, {}],
    ['OBJECT', OBJECT, {}, []],
    ['LIST', LIST, [], {}],
    ['LIMIT', LIMIT, Number.POSITIVE_INFINITY, Number.NaN],
    ['MILLISECONDS', MILLISECONDS, 2 ** 31 - 1, 2 ** 31],
    ['oneOf', oneOf('a', 'b'), 'a', 'c'],
    ['either', either(FLAG, TEXT), 'a', 1],
  ])('that is %s', (_name, { holds }, good, bad) => {
    expect([holds(good), holds(bad)]).toEqual([true, false]);
  });
});
