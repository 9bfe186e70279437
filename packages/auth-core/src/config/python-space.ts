/**
 * White space as Python's `str.strip()` and `\s` know it. JavaScript's `trim()` differs: it takes U+FEFF for
 * white space, and U+001C to U+001F and U+0085 for letters.
 */
export function isPythonSpace(code: number): boolean {
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return true;
  if (code < 0x1c) return false;
  if (code <= 0x1f || code === 0x85 || code === 0xa0 || code === 0x1680) return true;
  if (code < 0x2000) return false;
  return (
    code <= 0x200a ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Index of the first character in [from, to) that is not white space, or `to`. */
export function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isPythonSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** Index after the last character in [from, to) that is not white space, or `from`. */
export function skipSpaceBack(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isPythonSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** Python's `str.strip()`. */
export function strip(text: string): string {
  const from = skipSpace(text, 0, text.length);
  return text.slice(from, skipSpaceBack(text, from, text.length));
}
