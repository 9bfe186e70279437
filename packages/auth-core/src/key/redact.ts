import { mask } from './mask.js';

const KEYS = /ak(?:-|%2d|\\u002d|\\x2d)[0-9a-f]{16,}/gi;

/** The same text with every key masked. */
export function redact(text: string): string {
  return text.replace(KEYS, (key) => mask(`ak-${key.slice(-16)}`));
}
