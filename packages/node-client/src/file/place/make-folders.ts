import { chownSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder, with those above it, where it is missing. What was there stays as it is.
 *
 * All get mode 0700, `~/.config` included: the XDG Base Directory specification asks for that mode where a folder for
 * settings is missing, and every program that shares `~/.config` runs as the same user. What root makes in the folder of
 * another user belongs to that user, who could not use it otherwise.
 *
 * One at a time: where the system says of a folder that exists that it does not, as /proc does, Node's `recursive` never ends.
 *
 * @throws the system's error
 */
export function makeFolders(folder: string): void {
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolders(above);
  try {
    mkdirSync(folder, 0o700);
  } catch (error) {
    // Another process made it just now.
    if (isFolder(folder)) return;
    throw error;
  }
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(above);
  if (uid !== 0) chownSync(folder, uid, gid);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
