import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../vectors/redact.json' with { type: 'json' };
import { mask } from './mask.js';
import { redact } from './redact.js';

describe('every key is masked and nothing else is changed', () => {
  test.for(vectors.rows)('$title', ({ in: text, out }) => {
    expect(redact(text)).toBe(out);
  });
});

/** Made up by the test itself, so that a failing run shows no key of anybody. */
const keys = fc.stringMatching(/^ak-[0-9a-f]{48}$/);
/** Any text that holds no "k": it cannot hold a key, and can neither lengthen one nor begin one. */
const between = fc.string({ unit: 'grapheme' }).map((text) => ` ${text.replace(/[k=%\\&+/\w-]/gi, '')} `);
const letters = fc.string({ unit: fc.constantFrom(...'ghijlmnopqrstuvwxyz GHIJLMNOP.,:;"\n') });

test('a text without keys stays byte for byte', () => {
  fc.assert(fc.property(letters, (text) => redact(text) === text));
});

test('keys anywhere in any text are masked, and the text around them stays', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(between, keys), { maxLength: 5 }), between, (parts, end) => {
      const text = parts.map(([before, key]) => before + key).join('') + end;
      const shown = parts.map(([before, key]) => before + mask(key)).join('') + end;
      expect(redact(text)).toBe(shown);
    }),
  );
});

test('base64 of any bytes around a key is masked, in each of its alphabets', () => {
  const encodings = fc.constantFrom<BufferEncoding>('base64', 'base64url');
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 40 }),
      keys,
      fc.uint8Array({ maxLength: 40 }),
      encodings,
      (a, key, b, encoding) => {
        const encoded = Buffer.concat([a, Buffer.from(`.${key}.`), b]).toString(encoding);
        expect(redact(`token: ${encoded}, end`)).toBe(`token: ${mask(key)}, end`);
      },
    ),
  );
});

test('masking twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string(), keys, fc.string(), (before, key, after) => {
      const once = redact(before + key + after);
      expect(redact(once)).toBe(once);
      expectNoKey(key, once);
    }),
  );
});

test('a key is masked wherever a line of it is broken', () => {
  const key = madeKey();
  for (let at = 1; at < key.length; at += 1) {
    expect(redact(`<${key.slice(0, at)}\r\n  ${key.slice(at)}>`)).toBe(`<${mask(key)}>`);
  }
});

test('ten megabytes take time in proportion, whatever they repeat', () => {
  const started = performance.now();
  for (const piece of ['ak-', 'a\n', '%61', 'QUJD', '\\', `${madeKey()}\n`]) {
    const text = piece.repeat(10_000_000 / 5 / piece.length);
    expect(redact(text).length).toBeLessThanOrEqual(text.length);
  }
  // Quadratic work on two megabytes would take hours.
  expect(performance.now() - started).toBeLessThan(20_000);
});
