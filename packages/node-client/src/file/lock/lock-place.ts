import {
  chownSync,
  closeSync,
  constants,
  lchownSync,
  lstatSync,
  lutimesSync,
  openSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from '../config-file-error.js';
import { readCarefully } from '../read-carefully.js';
import { type LockRecord, parseRecord, recordText } from './lock-record.js';

/** What is at the place of a lock. */
export type Found =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'record';
      readonly record: LockRecord;
      /** How long ago it was written or touched, in milliseconds. */
      readonly agedMs: () => number;
      /** A file that does not say whose it is, with a record that only tells it from others. */
      readonly blank: boolean;
    }
  /** A pipe, a folder, a link that leads somewhere. */
  | { readonly kind: 'foreign' };

const MOST = 4096;

/** Looks at a place without opening what a link leads to, and without waiting. */
export function lookAtLock(path: string): Found {
  const text = linkText(path);
  if (text === undefined) return { kind: 'nothing' };
  const record = text === NOT_A_LINK ? undefined : parseRecord(text);
  // Its age is asked only of who cannot be judged: waiting processes look many times a second.
  if (record !== undefined) return { kind: 'record', record, agedMs: () => ageOf(path), blank: false };
  return text === NOT_A_LINK ? lookAtFile(path) : { kind: 'foreign' };
}

function lookAtFile(path: string): Found {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return { kind: 'nothing' };
  if (!stats.isFile()) return { kind: 'foreign' };
  const record = parseRecord(fileText(path) ?? '');
  const agedMs = Date.now() - stats.mtimeMs;
  return {
    kind: 'record',
    record: record ?? nobody(stats.ino),
    agedMs: () => agedMs,
    blank: record === undefined,
  };
}

function ageOf(path: string): number {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 0 : Date.now() - stats.mtimeMs;
}

/** No link leads to nowhere. */
const NOT_A_LINK = '';

const nobody = (ino: number): LockRecord => ({
  id: ino.toString(16).padStart(16, '0').slice(-16),
  pid: 0,
  start: '',
  boot: '',
  pids: '',
  host: '',
});

/** Where a link leads; `NOT_A_LINK` for what is something else, undefined where nothing is. */
const linkText = (path: string): string | undefined => ifThere(() => readlinkSync(path));
const fileText = (path: string): string | undefined =>
  ifThere(() => readCarefully(path, MOST).toString('latin1'));

function ifThere(read: () => string): string | undefined {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    return '';
  }
}

/**
 * Takes a place, if nothing is there: in one step, with the record. A symbolic link is made at once with its text, is never
 * followed, and leaves nothing half-written (Emacs locks so). A file system without links gets a file.
 *
 * @returns false when something is there
 * @throws the system's error
 */
export function claim(path: string, record: LockRecord): boolean {
  // Links take a privilege there.
  if (process.platform === 'win32') return claimByFile(path, record);
  try {
    symlinkSync(recordText(record), path);
    likeFolder(path, lchownSync);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (LASTING.has(codeOf(error) ?? '')) throw error;
    return claimByFile(path, record);
  }
}

/** What a file would meet too. */
const LASTING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EROFS', 'ENOSPC', 'EDQUOT', 'EACCES']);

function claimByFile(path: string, record: LockRecord): boolean {
  let fd: number;
  try {
    fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o644);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    writeFileSync(fd, recordText(record));
  } finally {
    closeSync(fd);
  }
  likeFolder(path, chownSync);
  return true;
}

/** What root leaves in a user's folder must not be root's: that user removes it. */
function likeFolder(path: string, chown: (path: string, uid: number, gid: number) => void): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  if (uid !== 0) chown(path, uid, gid);
}

/** Shows that the owner still runs, to those who cannot see its process. */
export function touchLock(path: string): void {
  try {
    const now = new Date();
    lutimesSync(path, now, now);
  } catch {
    // Gone, or taken over: the owner finds out when it is done.
  }
}
