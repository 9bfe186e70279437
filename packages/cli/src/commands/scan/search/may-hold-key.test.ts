import { findKeys } from '@dlubal-kit/auth-core';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import vectors from '../../../../../auth-core/vectors/redact.json' with { type: 'json' };
import { mayHoldKey } from './may-hold-key.js';

const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');

test.each(vectors.rows.filter(({ in: text }) => findKeys(text).length > 0))(
  'what findKeys finds is not passed over: $title',
  ({ in: text }) => {
    expect(mayHoldKey(bytesOf(text))).toBe(true);
  },
);

const KEY = madeKey();
/** What key-in-text.ts of auth-core reads as one character, each way in front of the rest of the key. */
const SPELLINGS = (character: string): string[] => {
  const hex = character.charCodeAt(0).toString(16);
  return [
    ...[`%${hex}`, `%2525${hex}`, `\\x${hex}`, `\\\\u00${hex}`, `\\u{00${hex}}`],
    ...[`&#x${hex};`, `&#x0${hex};`, `&#0${character.charCodeAt(0)};`, `=${hex}`],
  ];
};
const GAPS = [
  '\n',
  '\r\n',
  '=\r\n',
  '\\\n> ',
  '\\n',
  '\\\\r\\\\n',
  '\u00ad',
  '\u200b',
  '\u2060',
  '\ufeff',
  '\x1b[1;31m',
];

test.each([...KEY.slice(0, 6)].map((character, at) => [at, character] as const))(
  'character %d of a key, in any spelling and after any gap, is seen',
  (at, character) => {
    const [before, after] = [KEY.slice(0, at), KEY.slice(at + 1)];
    const spellings = [
      character.toUpperCase(),
      ...SPELLINGS(character),
      ...GAPS.map((gap) => gap + character),
    ];
    const found = spellings
      .map((spelling) => before + spelling + after)
      .filter((text) => findKeys(text).length > 0);
    expect(found.length).toBeGreaterThan(at === 0 ? 8 : 15);
    expect(found.filter((text) => !mayHoldKey(bytesOf(text)))).toEqual([]);
  },
);

test.each(['‐', '‑', '–', '—', '―', '−', '_', ''])('the hyphen %j is seen', (hyphen) => {
  const text = KEY.replace('-', hyphen);
  expect([findKeys(text).length, mayHoldKey(bytesOf(text))]).toEqual([1, true]);
});

test.each(['make all', 'ak-47', 'break-even', 'take\n  kind', 'x = 40', '"\\n"', 'data\nkey', 'ak-api-key'])(
  '%j is not worth a search',
  (text) => {
    expect(mayHoldKey(text)).toBe(false);
  },
);

test('a megabyte takes time in proportion, whatever it repeats', () => {
  const started = performance.now();
  for (const piece of ['a', 'a\n', 'ak', 'a\n   ', 'ak\n \\n', '%25', '\\', 'a\\', '&#0', 'a=\n', 'ak0']) {
    mayHoldKey(piece.repeat(1_000_000 / piece.length));
  }
  // Quadratic work would take hours.
  expect(performance.now() - started).toBeLessThan(20_000);
});
