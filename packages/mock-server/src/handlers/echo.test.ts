import { expect, test } from 'vitest';
import { checkEchoes, echoed, echoesIn, withoutEchoes } from './echo.js';

const request = { name: 'tower', modelId: { guid: 'g-1' }, count: 7, raw: Uint8Array.of(1) };

test.for<[template: string, becomes: unknown]>([
  ['{{ request.name }}', 'tower'],
  ['{{request.count}}', 7],
  ['{{ request.raw }}', 'AQ=='],
  ['{{ request.none }}', undefined],
  ['a {{ request.model_id.guid }} b {{ request.none }}', 'a g-1 b '],
  ['{{ name }} {{ request }} {{ request.a-b }}', '{{ name }} {{ request }} {{ request.a-b }}'],
])('%j becomes %j', ([template, becomes]) => {
  expect(echoed({ deep: [{ text: template }] }, request)).toEqual({ deep: [{ text: becomes }] });
});

test('the fields that a reply echoes are known before there is a request', () => {
  const reply = { a: '{{ request.x }}', b: ['{{ request.y.z }}'], c: 'plain' };
  expect(echoesIn(reply)).toEqual(['x', 'y.z']);
  expect(withoutEchoes(reply)).toEqual({ a: undefined, b: [undefined], c: 'plain' });
  const asked: object[] = [];
  checkEchoes(reply, (fields) => asked.push(fields));
  expect(asked).toEqual([{ x: null }, { y: { z: null } }]);
  expect(() => checkEchoes(reply, undefined)).toThrow('--proto FILE');
});
