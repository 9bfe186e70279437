import { redact } from '@dlubal-kit/auth-core';
import { isErrorLike } from '../wire/thrown.js';
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

function faces(thing: unknown): string[] {
  if (typeof thing === 'string') return [thing];
  const texts = [String(thing)];
  if (isErrorLike(thing)) texts.push(String(thing.stack), ...faces(thing.cause ?? ''));
  try {
    texts.push(JSON.stringify(thing) ?? '');
  } catch {
    // What JSON cannot show, it does not leak.
  }
  return texts;
}

/** The masked key with the text around it. */
function around(safe: string): string {
  const at = Math.max(0, safe.indexOf('…') - 60);
  return safe.slice(at, at + 160);
}
