import { inspect } from 'node:util';
import { isErrorLike, redact } from '@dlubal-kit/auth-core';
import type { MatcherResult } from './matcher-result.js';

/** Whether a text, or what a value shows of itself as JSON, text or stack, contains no API key. */
export function toContainNoApiKey(received: unknown): MatcherResult {
  const shown = faces(received).map((text) => ({ text, safe: redact(text) }));
  const leak = shown.find(({ text, safe }) => text !== safe);
  return {
    pass: leak === undefined,
    message: () =>
      leak === undefined
        ? 'Expected an API key; there is none.'
        : `Expected no API key. Found one in:\n${around(leak.safe)}`,
  };
}

/** All that a log could make of a value: what `inspect` shows has causes, errors in errors, maps and circles in it. */
function faces(thing: unknown): string[] {
  if (typeof thing === 'string') return [thing];
  const looks: (() => string | undefined)[] = [
    () => String(thing),
    () => (isErrorLike(thing) ? thing.stack : undefined),
    () => JSON.stringify(thing, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    () => inspect(thing, { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: Infinity }),
  ];
  return looks.flatMap((look) => textOf(look) ?? []);
}

/** What cannot be shown in one way is not leaked in that way. */
function textOf(look: () => string | undefined): string | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** The masked key with the text around it. */
function around(safe: string): string {
  const at = Math.max(0, safe.indexOf('…') - 60);
  return safe.slice(at, at + 160);
}
