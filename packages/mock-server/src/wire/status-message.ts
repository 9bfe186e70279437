/**
 * A text as `grpc-message` carries it: UTF-8, percent-encoded outside printable ASCII. Half a surrogate pair
 * becomes U+FFFD, so that no text can make a call fail in another way than was asked for.
 * Source: grpc/grpc, doc/PROTOCOL-HTTP2.md, Status-Message.
 */
export function encodeStatusMessage(text: string): string {
  if (/^[\x20-\x24\x26-\x7e]*$/.test(text)) return text;
  let encoded = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    encoded += plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}
