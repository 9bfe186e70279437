import { isUtf8 } from 'node:buffer';

/**
 * Text that somebody handed over: UTF-8, or UTF-16 as Windows PowerShell 5.1 writes it with `>` and Notepad once did.
 * A mark at the start is left out.
 */
export function decodeInput(bytes: Buffer): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) return evenLength(bytes).swap16().toString('utf16le', 2);
  // Without a mark, a NUL as the second byte of Latin letters gives it away.
  if (bytes.length >= 4 && second === 0 && first !== 0 && bytes[3] === 0 && third !== 0)
    return bytes.toString('utf16le');
  return bytes.toString('utf8');
}

const evenLength = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1));

/** What a program printed: UTF-8, on Windows also in the old code page of Western Europe, in which Python writes. */
export function decodeOutput(bytes: Buffer, platform: string): string {
  if (platform !== 'win32' || isUtf8(bytes)) return bytes.toString('utf8');
  return new TextDecoder('windows-1252').decode(bytes);
}
