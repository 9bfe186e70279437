import { mask, redact } from '@dlubal-kit/auth-core';
import { isBytes } from '../wire/bytes.js';
import { formsOf } from './secret-forms.js';

/** The same data with no key in it: texts masked; in bytes, overwritten in place, so that lengths inside stay right. */
export function scrub(data: unknown, secrets: readonly string[]): unknown {
  if (typeof data === 'string') return scrubText(data, secrets);
  if (isBytes(data)) return scrubBytes(data, secrets);
  if (Array.isArray(data)) return data.map((item) => scrub(item, secrets));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, scrub(value, secrets)]));
}

function scrubText(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce(
    (rest, secret) => formsOf(secret).reduce((now, form) => now.replaceAll(form, mask(secret)), rest),
    text,
  );
  return redact(secrets.reduce((rest, secret) => withoutParts(rest, secret, () => '…'), known));
}

const cover = (found: string): string => 'x'.repeat(found.length);

function scrubBytes(bytes: Uint8Array, secrets: readonly string[]): Uint8Array {
  let text = Buffer.from(bytes).toString('latin1');
  for (const secret of secrets) {
    for (const form of formsOf(secret)) text = text.replaceAll(form, cover);
    text = withoutParts(text, secret, cover);
  }
  for (const run of RUNS) text = text.replace(run.pattern, (found) => coveredRun(found, run));
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Texts inside of bytes: of one byte a character, and of UTF-16 in either order. `at` is where the character is. */
const RUNS = [
  { pattern: /[\t\r\n\x20-\x7e]{8,}/g, width: 1, at: 0 },
  { pattern: /(?:[\x20-\x7e]\0){8,}/g, width: 2, at: 0 },
  { pattern: /(?:\0[\x20-\x7e]){8,}/g, width: 2, at: 1 },
] as const;

/** Covers what `redact` masks: from the first character that it changes to the last one. */
function coveredRun(run: string, { width, at }: (typeof RUNS)[number]): string {
  const text = [...run].filter((_character, index) => index % width === at).join('');
  const clean = redact(text);
  if (clean === text) return run;
  const [from, end] = changedIn(text, clean);
  return [...run]
    .map((character, index) =>
      index % width === at && index / width >= from && Math.floor(index / width) < end ? 'x' : character,
    )
    .join('');
}

/** Where a text differs from another: the first character, and the one after the last. */
export function changedIn(text: string, other: string): readonly [from: number, end: number] {
  let from = 0;
  while (from < text.length && text[from] === other[from]) from += 1;
  let same = 0;
  while (same < text.length - from && text.at(-1 - same) === other.at(-1 - same)) same += 1;
  return [from, text.length - same];
}

/** Characters of a key that are shown to nobody, next to each other. */
const PART = 12;

/** Replaces parts of a key, such as the half that a client cut off. */
function withoutParts(text: string, secret: string, by: (found: string) => string): string {
  let rest = text;
  for (let at = 0; at + PART <= secret.length; at += 1) {
    for (let from = rest.indexOf(secret.slice(at, at + PART)); from >= 0; ) {
      let length = PART;
      while (at + length < secret.length && rest[from + length] === secret[at + length]) length += 1;
      const instead = by(rest.slice(from, from + length));
      rest = rest.slice(0, from) + instead + rest.slice(from + length);
      from = rest.indexOf(secret.slice(at, at + PART), from + instead.length);
    }
  }
  return rest;
}
