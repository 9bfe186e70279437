/** How far git, too, looks for the NUL that tells binary from text. */
const LOOK_BYTES = 8000;

/** The text of a file, or undefined where it is binary. UTF-16 is text when it begins with its mark, as Windows writes it. */
export function textOfBytes(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return swapped(bytes).toString('utf16le', 2);
  return bytes.subarray(0, LOOK_BYTES).includes(0) ? undefined : bytes.toString('utf8');
}

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
