import { expect, it } from 'vitest';
import { CompressionChoice } from './compression.js';

it.for([
  ['auto', 0, false, false],
  ['auto', 16_383, false, false],
  ['auto', 16_384, false, true],
  ['auto', 100_000_000, false, true],
  ['auto', 100_000_000, true, false],
  ['gzip', 0, true, true],
  ['none', 100_000_000, false, false],
] as const)('%s: %i bytes, loopback %s: gzip %s', ([mode, bytes, loopback, wanted]) => {
  expect(new CompressionChoice(mode, loopback).isWanted(bytes)).toBe(wanted);
});

it.for([
  ['identity', false],
  ['identity,deflate', false],
  ['x-gzip', false],
  ['identity, gzip', true],
  ['gzip,identity', true],
  [undefined, true],
] as const)('a server that accepts %s: gzip %s', ([accepts, wanted]) => {
  const choice = new CompressionChoice('auto', false);
  choice.learn(accepts);
  expect(choice.isWanted(100_000)).toBe(wanted);
});

it('gzip that was asked for stays, whatever the server says', () => {
  const choice = new CompressionChoice('gzip', false);
  choice.learn('identity');
  expect(choice.isWanted(1)).toBe(true);
});
