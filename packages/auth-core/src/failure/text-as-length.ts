/**
 * Tells a web page from a message that is too large. gRPC reads bytes 2 to 5 of an answer as its length; where the
 * answer is text, that number spells it: 1752460652 is `html`.
 *
 * @param length the number that was taken for a length, in bytes.
 */
export function isTextReadAsLength(length: number): boolean {
  if (!Number.isSafeInteger(length) || length < 0 || length > 0xffff_ffff) return false;
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(length / 2 ** shift) & 0xff);
  const isText = bytes.every(
    (byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d,
  );
  // No message is as large as 2 GiB: such a number is the rest of a byte order mark, or of something packed.
  return isText || length > 0x7fff_ffff;
}
