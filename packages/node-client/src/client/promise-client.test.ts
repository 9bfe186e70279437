import { expect, expectTypeOf, it } from 'vitest';
import { type CamelCase, methodName } from './promise-client.js';

it.for([
  ['get_application_info', 'getApplicationInfo'],
  ['getApplicationInfo', 'getApplicationInfo'],
  ['GetApplicationInfo', 'getApplicationInfo'],
  ['get__info_', 'getInfo'],
  ['close', 'closeRpc'],
  ['Close', 'closeRpc'],
  ['then', 'thenRpc'],
] as const)('%s is called %s', ([key, name]) => {
  expect(methodName(key)).toBe(name);
});

it('types and values are named by one rule', () => {
  expectTypeOf<CamelCase<'get_application_info'>>().toEqualTypeOf<'getApplicationInfo'>();
  expectTypeOf<CamelCase<'GetApplicationInfo'>>().toEqualTypeOf<'getApplicationInfo'>();
  expectTypeOf<CamelCase<'get__info_'>>().toEqualTypeOf<'getInfo'>();
});
