import { closeSync, fstatSync, lstatSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigFileError, codeOf, MAX_CONFIG_BYTES, readError } from './config-file-error.js';
import { type Decoded, decodeConfig } from './decode-config.js';
import { type FileStamp, sameStamp, stampOf } from './file-stamp.js';
import { openQuietly } from './read-carefully.js';
import { isUnusableName } from './unusable-name.js';

/** One look at a file: what stood there, and when. */
export type Look =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'seen';
      readonly stamp: FileStamp;
      /** It changed while it was read. */
      readonly raced: boolean;
      /** It was put in place by renaming, and nobody wrote into it since: so it was whole when it came. */
      readonly placed: boolean;
      readonly content: Decoded;
    };

/** How much later than its data a file's entry must have changed to count as renamed, in milliseconds. */
export const PLACED_MS = 10;

/**
 * Reads a file once, and never waits: not for a pipe, not for a writer.
 *
 * @throws {ConfigFileError} when the path cannot be opened or is not a regular file of a sane size
 */
export function lookAtPath(path: string): Look {
  if (isUnusableName(path)) throw new ConfigFileError(path, 'unusable-name');
  let fd: number;
  try {
    fd = openQuietly(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw readError(path, error);
    if (isLink(path)) throw new ConfigFileError(path, 'dangling-link', { cause: error });
    if (goesThroughFile(path)) throw new ConfigFileError(path, 'not-a-folder', { cause: error });
    return { kind: 'absent' };
  }
  try {
    const look = lookAtOpen(fd, path);
    return { ...look, placed: look.stamp.ctimeMs - look.stamp.mtimeMs >= PLACED_MS };
  } finally {
    closeSync(fd);
  }
}

/**
 * The same for a file that is open; `path` is for messages. It is never `placed`: being replaced changes the entry
 * of a file too, whatever its writer still has in hand.
 */
export function lookAtOpen(fd: number, path: string): Look & { kind: 'seen' } {
  try {
    const before = fstatSync(fd);
    if (before.isDirectory()) throw new ConfigFileError(path, 'folder');
    if (!before.isFile()) throw new ConfigFileError(path, 'not-a-file');
    if (before.size > MAX_CONFIG_BYTES) throw new ConfigFileError(path, 'too-large');
    const bytes = readAll(fd, before.size);
    const stamp = stampOf(fstatSync(fd));
    const raced = !sameStamp(stampOf(before), stamp);
    return { kind: 'seen', stamp, raced, placed: false, content: decodeConfig(bytes) };
  } catch (error) {
    throw error instanceof ConfigFileError ? error : readError(path, error);
  }
}

/** The text that was seen, or empty when there was no file. */
export function textOf(path: string, look: Look): string {
  if (look.kind === 'absent') return '';
  if (look.content.ok) return look.content.text;
  const { reason, where } = look.content;
  throw new ConfigFileError(path, reason, where === undefined ? {} : { where });
}

/** Reads from the start, wherever the descriptor is, so that an open file can be looked at again. */
function readAll(fd: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const got = readSync(fd, bytes, filled, size - filled, filled);
    if (got === 0) break;
    filled += got;
  }
  return bytes.subarray(0, filled);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** Windows calls a path absent too when a part of it is a file; other systems say ENOTDIR. */
function goesThroughFile(path: string): boolean {
  if (process.platform !== 'win32') return false;
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats !== undefined) return !stats.isDirectory();
  }
  return false;
}
