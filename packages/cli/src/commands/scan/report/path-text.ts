import { isUtf8 } from 'node:buffer';

/**
 * A path as a text that can be shown. Paths are bytes, and not always UTF-8: those that are not keep their strange
 * bytes as `\xe9`.
 *
 * @param bytes one character per byte (`latin1`)
 */
export function pathText(bytes: string): string {
  if (/^[\x00-\x7f]*$/.test(bytes)) return bytes;
  const buffer = pathBytes(bytes);
  return isUtf8(buffer)
    ? buffer.toString('utf8')
    : bytes.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}

/** The path for the functions of `node:fs`. */
export const pathBytes = (bytes: string): Buffer => Buffer.from(bytes, 'latin1');

/** The other way round: a path that a person gave, one character per byte. */
export const bytesOfPath = (path: string): string => Buffer.from(path).toString('latin1');
