/** Fewest hexadecimal digits after `ak-` that count as a key, as in plain text. */
const FEWEST = 16;
/** Characters of base64 that so short a key takes. */
export const SHORTEST_RUN = Math.ceil(((3 + FEWEST) * 8) / 6);

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Value of each character of base64 and base64url, by its code. */
const VALUES: readonly number[] = Array.from({ length: 128 }, (_, code) => {
  const at = ALPHABET.indexOf(String.fromCharCode(code));
  return at >= 0 ? at : code === 0x2d ? 62 : 63;
});

const isHex = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66) || (byte >= 0x41 && byte <= 0x46);

/** What is read of `ak-` and its digits after one more byte. NUL bytes are passed over: Windows encodes UTF-16. */
function extended(found: string, byte: number): string {
  if (byte === 0) return found;
  const letter = byte | 0x20;
  if (found.length >= 3 && isHex(byte)) return found + String.fromCharCode(byte);
  if (found.length === 2 && (byte === 0x2d || byte === 0x5f)) return 'ak-';
  if (letter === 0x6b && /a$/i.test(found)) return 'ak';
  return letter === 0x61 ? 'a' : '';
}

function keyFrom(run: string, start: number): string | undefined {
  let found = '';
  let held = 0;
  let bits = 0;
  for (let at = start; at < run.length; at += 1) {
    held = ((held << 6) | (VALUES[run.charCodeAt(at)] ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const byte = (held >> bits) & 0xff;
    if (found === '' && (byte | 0x20) !== 0x61) continue;
    const longer = extended(found, byte);
    if (longer.length < found.length && found.length >= FEWEST + 3) return found;
    found = longer;
  }
  return found.length >= FEWEST + 3 ? found : undefined;
}

/**
 * The key that a run of base64 characters decodes to, wherever in the run base64 began: characters in front of it,
 * such as a path's slash and name, shift the decoding by up to three.
 */
export function keyInBase64(run: string): string | undefined {
  if (run.length < SHORTEST_RUN) return undefined;
  for (let shift = 0; shift < 4; shift += 1) {
    const key = keyFrom(run, shift);
    if (key !== undefined) return key;
  }
  return undefined;
}
