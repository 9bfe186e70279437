import { expect, test } from 'vitest';
import { parseGrpcTimeout } from './grpc-timeout.js';

const rows: [text: string, ms: number | 'malformed'][] = [
  ['30S', 30_000],
  ['0m', 0],
  ['5m', 5],
  ['2M', 120_000],
  ['1500000n', 1.5],
  ['250u', 0.25],
  ['99999999H', 2_147_483_647],
  ['597H', 2_147_483_647],
  ['', 'malformed'],
  ['1', 'malformed'],
  ['S', 'malformed'],
  ['abc', 'malformed'],
  ['-1S', 'malformed'],
  ['5Sxx', 'malformed'],
  ['5x', 'malformed'],
  ['123456789S', 'malformed'],
  ['1 S', 'malformed'],
];

test.for(rows)('the timeout %j is %j ms', ([text, ms]) => {
  expect(parseGrpcTimeout(text)).toBe(ms);
});
