import { isUtf8 } from 'node:buffer';

/**
 * Text that somebody handed over: UTF-8, or UTF-16 as Windows PowerShell 5.1 writes it with `>` and Notepad once did.
 * A mark at the start is left out.
 */
export const decodeInput = (bytes: Buffer): string => utf16Of(bytes) ?? bytes.toString('utf8');

function utf16Of(bytes: Buffer): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) return evenLength(bytes).swap16().toString('utf16le', 2);
  // Without a mark, a NUL as the second byte of Latin letters gives it away.
  const isLatin = bytes.length >= 4 && second === 0 && first !== 0 && bytes[3] === 0 && third !== 0;
  return isLatin ? bytes.toString('utf16le') : undefined;
}

const evenLength = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1));

/**
 * What programs printed: UTF-8, or UTF-16 as a whole. Any other line keeps its bytes above ASCII as `\xNN`. A machine
 * with Windows has two code pages, `cmd` writes in one of them and Python in the other, and the wrong one of the two
 * would show letters that nobody wrote.
 */
export const decodeOutput = (bytes: Buffer): string =>
  utf16Of(bytes) ?? linesOf(bytes).map(decodeLine).join('\n');

const decodeLine = (line: Buffer): string =>
  isUtf8(line) ? line.toString('utf8') : line.toString('latin1').replace(/[\x80-\xff]/g, escapeByte);

const escapeByte = (byte: string): string => `\\x${byte.charCodeAt(0).toString(16)}`;

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...lines, bytes.subarray(start)];
}
