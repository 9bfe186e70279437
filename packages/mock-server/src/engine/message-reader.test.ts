import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { frameMessage, MessageReader } from './message-reader.js';

function read(chunks: Buffer[], limit = 1_000, encoding?: string): { messages: string[]; flaw: unknown } {
  const reader = new MessageReader(limit, encoding);
  const messages: string[] = [];
  let flaw: unknown;
  for (const chunk of chunks) flaw ??= reader.push(chunk, (message) => messages.push(message.toString()));
  return { messages, flaw: flaw ?? reader.end() };
}

const bytes = (buffer: Buffer): Buffer[] => [...buffer].map((byte) => Buffer.from([byte]));
const flagged = (flag: number, body: Buffer): Buffer => {
  const framed = frameMessage(body);
  framed[0] = flag;
  return framed;
};

test('a message is read whole, byte by byte, and with another behind it', () => {
  const one = frameMessage(Buffer.from('one'));
  const two = frameMessage(Buffer.from('two'));
  expect(read([one])).toEqual({ messages: ['one'], flaw: undefined });
  expect(read(bytes(one))).toEqual({ messages: ['one'], flaw: undefined });
  expect(read([Buffer.concat([one, two])])).toEqual({ messages: ['one', 'two'], flaw: undefined });
  expect(read([frameMessage(Buffer.alloc(0))])).toEqual({ messages: [''], flaw: undefined });
});

test('a compressed message is read, an empty one too', () => {
  expect(read([flagged(1, gzipSync('packed'))], 1_000, 'gzip').messages).toEqual(['packed']);
  expect(read([flagged(1, Buffer.alloc(0))], 1_000, 'gzip').messages).toEqual(['']);
});

const flaws: [title: string, chunk: Buffer, status: string, encoding?: string][] = [
  ['a body shorter than it says', Buffer.from([0, 0, 0, 0, 9, 1]), 'INTERNAL'],
  ['three bytes alone', Buffer.from([0, 0, 0]), 'INTERNAL'],
  ['a length of 4 GiB', Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 0, 0]), 'RESOURCE_EXHAUSTED'],
  ['a flag that is neither 0 nor 1', flagged(2, Buffer.from('x')), 'INTERNAL'],
  ['a compressed message without an encoding', flagged(1, gzipSync('x')), 'INTERNAL'],
  ['an encoding that is not served', flagged(1, Buffer.from('x')), 'UNIMPLEMENTED', 'snappy'],
  ['gzip that is none', flagged(1, Buffer.from('garbage')), 'INTERNAL', 'gzip'],
  ['deflate that is none', flagged(1, Buffer.from('garbage')), 'INTERNAL', 'deflate'],
  ['gzip cut short', flagged(1, gzipSync('a text'.repeat(20)).subarray(0, 20)), 'INTERNAL', 'gzip'],
  [
    'a small message that grows beyond the limit',
    flagged(1, gzipSync(Buffer.alloc(5_000))),
    'RESOURCE_EXHAUSTED',
    'gzip',
  ],
];

test.for(flaws)('%s is refused with its status', ([, chunk, status, encoding]) => {
  expect(read([chunk], 1_000, encoding)).toMatchObject({ messages: [], flaw: { status } });
});
