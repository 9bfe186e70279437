import { closeSync, constants, fstatSync, openSync, type PathLike, readSync } from 'node:fs';
import { messageOf } from '@dlubal-kit/auth-core';
import { codeOf } from './config-file-error.js';

/** Without O_NONBLOCK, opening a pipe would wait for its writer; Windows has neither. */
const QUIETLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const MEBIBYTE = 1024 * 1024;

/**
 * Opens a file for reading and never waits: not for the writer of a pipe.
 *
 * @throws the system's error
 */
export const openQuietly = (path: PathLike): number => openSync(path, QUIETLY);

/**
 * All bytes of a file that a person or a repository names: a regular file of a sane size, read without waiting. A pipe
 * would hold up the process, and a link to /dev/zero fill its memory.
 *
 * @param most Bytes that it can have at most.
 * @throws the system's error, or one with code `EISDIR`, `ENOTFILE` or `EFBIG`; `whyUnreadable` has the words for all
 * @example readCarefully('roots.pem', 16 * 1024 * 1024).toString('latin1')
 */
export function readCarefully(path: PathLike, most: number): Buffer {
  const fd = openQuietly(path);
  try {
    const stats = fstatSync(fd);
    if (stats.isDirectory()) throw refusal('EISDIR', 'it is a folder');
    if (!stats.isFile()) throw refusal('ENOTFILE', WHY.ENOTFILE);
    const bytes = readAtMost(fd, stats.size, most + 1);
    if (bytes.length > most) throw refusal('EFBIG', `it is larger than ${sizeWords(most)}`);
    return bytes;
  } finally {
    closeSync(fd);
  }
}

const sizeWords = (bytes: number): string =>
  bytes >= MEBIBYTE ? `${Math.floor(bytes / MEBIBYTE)} MiB` : `${bytes} bytes`;

const refusal = (code: string, message: string): Error => Object.assign(new Error(message), { code });

/** The size is a guess: files of /proc say that they are empty, and a file can grow. */
function readAtMost(fd: number, size: number, most: number): Buffer {
  let bytes = Buffer.allocUnsafe(Math.min(most, size + 1));
  let filled = 0;
  for (;;) {
    if (filled === bytes.length) {
      if (filled >= most) return bytes;
      bytes = Buffer.concat([bytes], Math.min(most, Math.max(4096, filled * 2)));
    }
    const got = readSync(fd, bytes, filled, bytes.length - filled, null);
    if (got === 0) return bytes.subarray(0, filled);
    filled += got;
  }
}

const WHY = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTFILE: 'it is a pipe, a socket or a device',
  ENXIO: 'it is a pipe, a socket or a device',
  EACCES: 'this user is not allowed to read it',
  EPERM: 'this user is not allowed to read it',
  ENOTDIR: 'a part of its path is not a folder',
  ELOOP: 'its symbolic links form a loop',
  ENAMETOOLONG: 'its name is too long',
} as const satisfies Record<string, string>;

/** Why a file could not be read, in words that complete "… cannot be read: …". */
export function whyUnreadable(error: unknown): string {
  const code = codeOf(error) ?? '';
  if (Object.hasOwn(WHY, code)) return WHY[code as keyof typeof WHY];
  return messageOf(error);
}
