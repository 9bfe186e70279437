/**
 * How a key is shown: its prefix and its last four characters, `ak-…f24c`. What is too short to lose four
 * characters, or does not look like a key, shows nothing of itself.
 */
export function mask(text: string): string {
  return /^ak-[\x21-\x7e]{12,}$/i.test(text) ? `ak-…${text.slice(-4)}` : '…';
}
