import { expect, test } from 'vitest';
import { type GitObject, ObjectReader } from './object-reader.js';

const ID = 'a'.repeat(40);
const OBJECTS = [
  { type: 'blob', rest: 'sub/a b.txt', content: Buffer.from('one X\ntwo\n') },
  { type: 'blob', rest: 'empty', content: Buffer.alloc(0) },
  { type: 'blob', rest: 'quiet', content: Buffer.from(`${ID} blob 3 no header\n`) },
  { type: 'blob', rest: 'utf16', content: Buffer.from('o\0n\0') },
  { type: 'tree', rest: '', content: Buffer.from('100644 a\0....') },
  { type: 'tree', rest: 'sub', content: Buffer.from('100644 X\0....') },
  { type: 'commit', rest: '', content: Buffer.from('tree x\n\nX') },
] as const;
const STREAM = Buffer.concat([
  ...OBJECTS.flatMap(({ type, rest, content }) => [
    Buffer.from(`${ID} ${type} ${content.length} ${rest}\n`),
    content,
    Buffer.from('\n'),
  ]),
  Buffer.from(`?${ID} missing\n`),
]);

test.each([1, 2, 7, 50, 64, 1000])('in chunks of %d bytes each object comes whole', (size) => {
  const opened: GitObject[] = [];
  const contents = new Map<string, string>();
  const reader = new ObjectReader((object) => {
    opened.push(object);
    const chunks: Buffer[] = [];
    const id = `${object.type} ${object.rest}`;
    return {
      push: (chunk) => void chunks.push(chunk),
      end: () => void contents.set(id, Buffer.concat(chunks).toString('latin1')),
    };
  }, /X/);
  for (let at = 0; at < STREAM.length; at += size) reader.push(STREAM.subarray(at, at + size));

  expect(opened.map(({ type, rest }) => [type, rest])).toEqual([
    ...OBJECTS.map(({ type, rest }) => [type, rest]),
    ['missing', ''],
  ]);
  expect(opened.every(({ id }) => id === ID)).toBe(true);
  // What has a sign, or a NUL in a file, is always handed over; what has none may be.
  for (const { type, rest, content } of OBJECTS) {
    const text = content.toString('latin1');
    const matters = /X/.test(text) || (type === 'blob' && text.includes('\0'));
    expect([text, ...(matters ? [] : [undefined])]).toContain(contents.get(`${type} ${rest}`));
  }
  if (size === 1000) expect(contents.has('blob quiet')).toBe(false);
});
