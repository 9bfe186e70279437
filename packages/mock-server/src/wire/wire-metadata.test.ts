import { expect, test } from 'vitest';
import { toWireMetadata } from './wire-metadata.js';

test('texts go as they are, bytes in base64, lists value by value', () => {
  expect(toWireMetadata({ 'x-a': '1', 'x-b-bin': Uint8Array.from([1, 2]), 'x-c': ['p', 'q'] })).toEqual({
    'x-a': ['1'],
    'x-b-bin': ['AQI='],
    'x-c': ['p', 'q'],
  });
});

test('spaces at the ends of a value arrive percent-encoded, since HTTP/2 would drop the field', () => {
  expect(toWireMetadata({ 'x-a': ' a b ', 'x-b': [' '] })).toEqual({ 'x-a': ['%20a b%20'], 'x-b': ['%20'] });
});

const bad: [title: string, name: string, value: unknown, words: string][] = [
  ['a line break in a value', 'x-a', 'a\r\nb', 'printable ASCII'],
  ['a name with capitals', 'X-A', 'a', 'small letters'],
  ['a name with a blank', 'x a', 'a', 'small letters'],
  ['a name of gRPC itself', 'grpc-status', '0', 'keeps some for itself'],
  ['a pseudo-header', ':status', '200', 'small letters'],
  ['text under a name for bytes', 'x-bin', 'a', 'Give a Uint8Array'],
  ['bytes under a name for text', 'x-a', new Uint8Array(), 'ends with "-bin"'],
  ['a number', 'x-a', 1, 'printable ASCII'],
];

test.for(bad)('%s is refused where it is declared', ([, name, value, words]) => {
  expect(() => toWireMetadata({ [name]: value as string })).toThrow(words);
});
