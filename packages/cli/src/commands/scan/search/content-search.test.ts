import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { ContentSearch } from './content-search.js';
import type { KeyInContent } from './key-in-content.js';

const [KEY, OTHER] = [madeKey(), madeKey()];

function searched(content: Buffer, size = content.length, name = 'a.txt'): KeyInContent[] {
  const search = new ContentSearch(name);
  for (let at = 0; at < content.length; at += size) search.push(content.subarray(at, at + size));
  return search.end();
}

const MIB = 1024 * 1024;

test.each([1024, 65_536, MIB, 3 * MIB])(
  'keys anywhere in five megabytes keep their lines, in chunks of %d bytes',
  (size) => {
    const lines = Array.from({ length: 60_000 }, (_, line) => `line ${line} `.padEnd(80, '.'));
    // Around the ends of pieces, and at both ends of the content.
    const at = [0, 1, 13_000, 13_050, 13_106, 13_107, 13_108, 26_213, 26_214, 26_215, 59_999];
    for (const line of at) lines[line] = `${'x'.repeat(line % 40)} ${KEY}`;
    expect(searched(Buffer.from(lines.join('\n')), size)).toEqual(
      at.map((line) => ({ key: KEY, line: line + 1, allowed: false })),
    );
  },
);

test('UTF-16 over the size of a piece, and what follows it in UTF-8, keep their lines', () => {
  const content = Buffer.concat([
    Buffer.from(`\ufeff${'ä line\n'.repeat(200_000)}${KEY}\n`, 'utf16le'),
    Buffer.from(`${OTHER}\n`),
  ]);
  expect(searched(content, 65_536)).toMatchObject([
    { key: KEY, line: 200_001 },
    { key: OTHER, line: 200_002 },
  ]);
});

test('a line has a key once, however often it is written there and in whatever encoding', () => {
  const content = Buffer.concat([Buffer.from(`${KEY} ${KEY}\n`), Buffer.from(`${KEY}\n`, 'utf16le')]);
  expect(searched(content).map(({ line }) => line)).toEqual([1, 2]);
});

test.each([
  [`key = "${KEY}" # dlubal:allow`, [true]],
  [`# dlubal:allow\nkey = "${KEY}"`, [false]],
  [`${KEY}\n${KEY} dlubal:allow\n${KEY}`, [false, true, false]],
])('a line may allow its key: %#', (text, allowed) => {
  expect(searched(Buffer.from(text)).map((found) => found.allowed)).toEqual(allowed);
  expect(searched(Buffer.from(text, 'utf16le')).map((found) => found.allowed)).toEqual(allowed);
});

test('a notebook over the size of a piece is read by its cells', () => {
  const cells = [{ source: ['#'.repeat(2 * MIB)] }, { source: ['\n', `"${KEY}" # dlubal:allow`] }];
  const content = Buffer.from(JSON.stringify({ cells }));
  expect(searched(content, 65_536, 'a.ipynb')).toEqual([
    { key: KEY, line: 2, part: 'cell 2', allowed: true },
  ]);
});
