/**
 * A text as `grpc-message` carries it: UTF-8, percent-encoded outside printable ASCII, and where it begins or ends with a
 * space, since HTTP/2 drops a field whose value does. Half a surrogate pair becomes U+FFFD, so that no text can make a call
 * fail in another way than was asked for. Source: grpc/grpc, doc/PROTOCOL-HTTP2.md, Status-Message; RFC 9113, 8.2.1.
 */
export function encodeStatusMessage(text: string): string {
  if (PLAIN.test(text)) return encodeEnds(text);
  let encoded = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    encoded += plain ? String.fromCharCode(byte) : percent(byte);
  }
  return encodeEnds(encoded);
}

const PLAIN = /^[\x20-\x24\x26-\x7e]*$/;

const percent = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** A text of printable ASCII whose spaces at both ends are percent-encoded. */
export function encodeEnds(text: string): string {
  if (!text.startsWith(' ') && !text.endsWith(' ')) return text;
  const middle = text.trim();
  const before = text.length - text.trimStart().length;
  return `${'%20'.repeat(before)}${middle}${'%20'.repeat(text.length - before - middle.length)}`;
}
