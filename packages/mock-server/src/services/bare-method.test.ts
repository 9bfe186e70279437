import { expect, test } from 'vitest';
import { bareMethod } from './bare-method.js';

test('messages of a method that nobody described are bytes both ways', () => {
  const { '/un.Known/Do': method } = bareMethod('/un.Known/Do');
  const bytes = Buffer.from([8, 1]);
  expect(method?.requestDeserialize(bytes)).toBe(bytes);
  expect(method?.responseSerialize(bytes as never)).toBe(bytes);
  expect(method).toMatchObject({ path: '/un.Known/Do', requestStream: false, responseStream: false });
});
