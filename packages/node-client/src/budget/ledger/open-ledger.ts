import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  openSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { makeFolders } from '../../file/place/make-folders.js';
import { StoreTrouble } from '../budget-store.js';

/** Windows has neither flag. Without O_NONBLOCK, opening a pipe would wait for its other end. */
const FLAGS =
  constants.O_RDWR |
  constants.O_APPEND |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

/**
 * Opens a ledger for appending and reading, and makes it, with its folder, where there is none. Only its owner can read it.
 *
 * @throws {StoreTrouble} when it cannot be opened, is a link, or is not a regular file.
 */
export function openLedger(path: string): number {
  try {
    makeFolders(dirname(path));
    if (constants.O_NOFOLLOW === undefined) refuseLink(path);
    const fd = openSync(path, FLAGS, 0o600);
    try {
      return usable(fd, path);
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  } catch (error) {
    throw ledgerTrouble(path, error);
  }
}

/** What a system error at a ledger means. */
export function ledgerTrouble(path: string, error: unknown): StoreTrouble {
  if (error instanceof StoreTrouble) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const why = code === 'ELOOP' ? LINK : (WHY[code] ?? `the system reports ${code || 'an error'}`);
  return new StoreTrouble(`The budget file ${path} cannot be used: ${why}.`, { cause: error });
}

const LINK = 'it is a symbolic link';

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'this user is not allowed to write it',
  EPERM: 'this user is not allowed to write it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
};

function refuseLink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new StoreTrouble(`The budget file ${path} cannot be used: ${LINK}.`);
  }
}

function usable(fd: number, path: string): number {
  const stats = fstatSync(fd);
  if (!stats.isFile())
    throw new StoreTrouble(`The budget file ${path} cannot be used: it is not a regular file.`);
  if (process.getuid === undefined) return fd;
  if ((stats.mode & 0o077) !== 0) fchmodSync(fd, 0o600);
  // What root makes in a user's folder must stay usable for that user.
  const folder = statSync(dirname(path));
  if (process.getuid() === 0 && stats.size === 0 && folder.uid !== 0) fchownSync(fd, folder.uid, folder.gid);
  return fd;
}
