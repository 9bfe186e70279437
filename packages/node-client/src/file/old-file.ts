import { closeSync, fstatSync, linkSync } from 'node:fs';
import { removeQuietly, strayName } from './atomic-write.js';
import { codeOf } from './config-file-error.js';
import { type FileStamp, sameStamp, stampAt, stampOf } from './file-stamp.js';
import { type Look, lookAtOpen, lookAtPath } from './look-at-file.js';
import { openQuietly } from './read-carefully.js';

/** A file that is about to be replaced, kept within reach: who writes into it meanwhile writes there. */
export interface OldFile {
  /** Undefined where it cannot be told any more. */
  readonly stamp: () => FileStamp | undefined;
  readonly look: () => Look;
  readonly release: () => void;
}

/**
 * Keeps the file that was seen. An open descriptor is enough where a file can be replaced while it is open. Windows
 * refuses that, its own process included, so there the file gets a second name; a file system without hard links
 * (FAT) leaves only what the path shows.
 *
 * @returns `changed` when the path no longer leads to the file that was seen
 */
export function keepOldFile(path: string, look: Look): OldFile | 'absent' | 'changed' {
  return process.platform === 'win32' ? keepByName(path, look) : keepOpen(path, look);
}

function keepOpen(path: string, look: Look): OldFile | 'absent' | 'changed' {
  let fd: number;
  try {
    fd = openQuietly(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return look.kind === 'absent' ? 'absent' : 'changed';
  }
  const stamp = (): FileStamp => stampOf(fstatSync(fd));
  if (look.kind === 'seen' && sameStamp(stamp(), look.stamp)) {
    return { stamp, look: () => lookAtOpen(fd, path), release: () => closeSync(fd) };
  }
  closeSync(fd);
  return 'changed';
}

function keepByName(path: string, look: Look): OldFile | 'absent' | 'changed' {
  const now = stampAt(path);
  if (now === undefined) return look.kind === 'absent' ? 'absent' : 'changed';
  if (look.kind === 'absent' || !sameStamp(now, look.stamp)) return 'changed';
  const name = strayName(path);
  try {
    linkSync(path, name);
  } catch {
    return { stamp: () => look.stamp, look: () => look, release: () => {} };
  }
  return {
    stamp: () => stampAt(name),
    // Its entry changed with the second name, so that is not a sign of a rename here.
    look: () => ({ ...lookAtPath(name), placed: false }),
    release: () => removeQuietly(name),
  };
}
