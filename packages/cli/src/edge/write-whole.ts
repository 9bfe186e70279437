import { randomBytes } from 'node:crypto';
import { closeSync, constants, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isUnusableName, renamePatiently } from '@dlubal-kit/node-client/config';
import { UsageError } from '../failure/usage-error.js';

const ELSEWHERE = 'Choose another file.';

/** Why a file could not be written, by the system's code, and what to do. */
const WRITE_CAUSES: Readonly<Record<string, readonly [why: string, remedy: string]>> = {
  EEXIST: ['it already exists and is never overwritten', ELSEWHERE],
  ENOENT: ['its folder does not exist', ELSEWHERE],
  ENOTDIR: ['a part of its path is not a folder', ELSEWHERE],
  EISDIR: ['it is a folder', 'Choose a file in it.'],
  EACCES: ['this user is not allowed to write there', ELSEWHERE],
  EPERM: ['this user is not allowed to write there', ELSEWHERE],
  EROFS: ['the file system is read-only', ELSEWHERE],
  ENOSPC: ['the disk is full', 'Make room, or choose another file.'],
  EINVAL: ['Windows programs cannot open a file of this name', ELSEWHERE],
  EBUSY: ['another program has it open', 'Close it there, or choose another file.'],
};

/** A file could not be written: why, and what to do. */
export function writeTrouble(shown: string, cause: unknown): UsageError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const [why, remedy] = WRITE_CAUSES[code] ?? [message, ELSEWHERE];
  return new UsageError(`${shown} cannot be written: ${why}.`, remedy, { cause });
}

/**
 * Writes a file that appears whole: a reader, and a crash, see the text that was there before or this one.
 *
 * @throws the system's error, whose `leftover` is the path of the text where that is kept
 */
export async function writeWhole(
  path: string,
  text: string,
  leftover: 'removed' | 'kept' = 'removed',
): Promise<void> {
  refuseUnusable(path);
  const { fd, temporary } = createTemporary(path);
  try {
    writeFlushed(fd, text);
    await renamePatiently(temporary, path);
  } catch (cause) {
    if (leftover === 'removed') rmSync(temporary, { force: true });
    throw leftover === 'removed' ? cause : Object.assign(cause as Error, { leftover: temporary });
  }
}

/** Node creates such a file, and nothing else can open or remove it. */
function refuseUnusable(path: string): void {
  if (isUnusableName(path)) throw Object.assign(new Error('unusable name'), { code: 'EINVAL' });
}

/** A file of a name that nobody can foresee, and never one that is there: in a shared folder that could be a link. */
function createTemporary(path: string): { readonly fd: number; readonly temporary: string } {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  return {
    fd: openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o644),
    temporary,
  };
}

function writeFlushed(fd: number, text: string): void {
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Creates a file before anything is worth writing, so that trouble is known then.
 *
 * @param shown the path as it can appear in a message
 * @throws {UsageError} when it already exists, or cannot be created
 */
export function createFile(path: string, shown: string, text: string): void {
  try {
    refuseUnusable(path);
    writeFileSync(path, text, { flag: 'wx' });
  } catch (cause) {
    throw writeTrouble(shown, cause);
  }
}
