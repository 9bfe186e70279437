import { mayHoldKey } from './may-hold-key.js';

/**
 * The texts that bytes may be, none when no key can be in any of them. A key is ASCII, so it shows in the bytes as they
 * are, or, in UTF-16 and UTF-32 of either byte order and in files of mixed encodings, once the NULs are taken out.
 */
export function readings(bytes: Buffer): string[] {
  const mark = utf16Mark(bytes);
  const bare = bytes.includes(0) ? withoutNuls(bytes) : undefined;
  const asIs = mayHoldKey(bytes.toString('latin1'));
  const mayBe = asIs || (bare !== undefined && mayHoldKey(bare.toString('latin1')));
  if (!mayBe && mark === undefined) return [];
  return [
    ...(mark === undefined ? [] : [mark]),
    bytes.toString('utf8'),
    ...(bare === undefined ? [] : [bare.toString('utf8')]),
  ];
}

/** UTF-16 that begins with its mark, as Windows writes it, with the characters that are not ASCII as they are meant. */
function utf16Mark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return swapped(bytes).toString('utf16le', 2);
  return undefined;
}

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();

/** One buffer for all: binary files are many. */
let bare = Buffer.allocUnsafe(64 * 1024);

function withoutNuls(bytes: Buffer): Buffer {
  if (bare.length < bytes.length) bare = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte !== 0) bare[length++] = byte;
  }
  return bare.subarray(0, length);
}
