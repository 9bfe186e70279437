import { lstatSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { prepareWrite } from './atomic-write.js';
import { ConfigFileError, codeOf, writeError } from './config-file-error.js';
import { type FileStamp, sameData, stampAt } from './file-stamp.js';
import { withFileLock } from './lock/file-lock.js';
import { type Look, lookAtPath, textOf } from './look-at-file.js';
import { keepOldFile, type OldFile } from './old-file.js';
import { makeFolders } from './place/make-folders.js';
import { isMountPoint } from './place/mount-point.js';
import { isWhole, lookUntilSettled } from './second-look.js';
import { isUnusableName } from './unusable-name.js';

/** Old text (empty when there is no file) → new text. May run more than once, so it must only compute. */
export type TextEdit = (text: string) => string;

/** What an edit of a file did. */
export interface EditedFile {
  /** False when the edit gave back what stood there: then nothing was written. */
  readonly changed: boolean;
  /** What is in the file now. */
  readonly text: string;
}

/** How often an edit starts again because somebody wrote to the file meanwhile. */
const MAX_ROUNDS = 5;

/**
 * Changes a file as one step: under the lock, from a settled text, by rename. A symbolic link is followed and
 * stays. Whoever ignores the lock and writes meanwhile is noticed, and the edit is made on what they wrote.
 *
 * @throws {ConfigFileError} when the file cannot be read or changed; then it is left as it was
 */
export async function editFile(path: string, edit: TextEdit, lockWaitMs?: number): Promise<EditedFile> {
  if (isUnusableName(path)) throw new ConfigFileError(path, 'unusable-name');
  try {
    const target = followLink(path);
    makeFolders(dirname(target));
    return await withFileLock(target, () => editLocked(target, edit, replaceIfSame), lockWaitMs);
  } catch (error) {
    throw codeOf(error) === undefined ? error : writeError(path, error);
  }
}

/**
 * Goes through an edit up to the moment in which the file would be replaced: whether it can be made is known before
 * something is done that costs. The file stays as it is.
 *
 * @throws {ConfigFileError} when the file cannot be read or changed: disk full, read-only, a mount point, no right
 */
export async function tryEditFile(path: string, edit: TextEdit, lockWaitMs?: number): Promise<void> {
  if (isUnusableName(path)) throw new ConfigFileError(path, 'unusable-name');
  try {
    const target = followLink(path);
    makeFolders(dirname(target));
    await withFileLock(target, () => editLocked(target, edit, tryToReplace), lockWaitMs);
  } catch (error) {
    throw codeOf(error) === undefined ? error : writeError(path, error);
  }
}

async function tryToReplace(path: string, _look: Look, next: string): Promise<boolean> {
  prepareWrite(path, next).discard();
  if (isMountPoint(path)) throw new ConfigFileError(path, 'mount-point');
  return true;
}

function followLink(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
      throw new ConfigFileError(path, 'dangling-link', { cause: error, deed: 'write' });
    }
    return path;
  }
}

async function editLocked(path: string, edit: TextEdit, replace: Replace): Promise<EditedFile> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const look = await lookUntilSettled(path, () => lookAtPath(path), 'edit');
    const text = textOf(path, look);
    const next = edit(text);
    if (next === text) return { changed: round > 0, text };
    if (await replace(path, look, next)) return { changed: true, text: next };
  }
  throw new ConfigFileError(path, 'changing');
}

type Replace = (path: string, look: Look, next: string) => Promise<boolean>;

/** Replaces the file that was seen. False, with nothing lost, when it is no longer that file. */
async function replaceIfSame(path: string, look: Look, next: string): Promise<boolean> {
  const prepared = prepareWrite(path, next);
  const old = keepOldFile(path, look);
  try {
    if (old === 'changed') return false;
    if (old === 'absent' || look.kind === 'absent') return await prepared.commit();
    const unchanged = (): boolean => isSameData(stampAt(path), look.stamp);
    return (await prepared.commit(unchanged)) && (await stayedSame(path, old, look.stamp));
  } finally {
    prepared.discard();
    if (typeof old === 'object') old.release();
  }
}

/**
 * Whether nobody wrote into the replaced file between the last look and the rename. If somebody did, what they
 * wrote went to a file that is out of sight: once it is whole, it is put back in place, for the edit to start from.
 */
async function stayedSame(path: string, old: OldFile, seen: FileStamp): Promise<boolean> {
  if (isSameData(old.stamp(), seen)) return true;
  const theirs = await lookUntilSettled(path, old.look, 'edit');
  if (!isWhole(theirs)) return true;
  await prepareWrite(path, textOf(path, theirs)).commit();
  return false;
}

const isSameData = (now: FileStamp | undefined, seen: FileStamp): boolean =>
  now !== undefined && sameData(now, seen);
