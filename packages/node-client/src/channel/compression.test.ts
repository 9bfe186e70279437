import { expect, it } from 'vitest';
import { isWorthGzip } from './compression.js';

it.for([
  [0, false, false],
  [16_383, false, false],
  [16_384, false, true],
  [100_000_000, false, true],
  [100_000_000, true, false],
] as const)('%i bytes, loopback %s: gzip %s', ([bytes, loopback, worth]) => {
  expect(isWorthGzip(bytes, loopback)).toBe(worth);
});
