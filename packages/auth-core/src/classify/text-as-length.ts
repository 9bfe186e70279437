/** The start of a text in UTF-8, wherever within a character it was cut: here each byte is a character of its code. */
const TEXT =
  /^[\x80-\xbf]{0,3}(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})*(?:[\xc2-\xf4][\x80-\xbf]{0,2})?$/;
/** The second to fifth byte of what gzip makes without a name or a date. */
const GZIP = '\x8b\x08\x00\x00';

/**
 * Tells a web page from a message that is too large. gRPC reads bytes 2 to 5 of an answer as its length; where the
 * answer is a page, that number spells it: 1752460652 is `html`, 558124867 is `!DOC`.
 *
 * @param length the number that was read as a length, in bytes.
 */
export function isTextReadAsLength(length: number): boolean {
  if (!Number.isSafeInteger(length) || length < 0 || length > 0xffff_ffff) return false;
  const spelt = String.fromCharCode(...[24, 16, 8, 0].map((shift) => Math.floor(length / 2 ** shift) & 0xff));
  return spelt === GZIP || TEXT.test(spelt);
}
