import { chownSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * Makes a folder, with those above it, where it is missing. What was there stays as it is.
 *
 * All get mode 0700, `~/.config` included: the XDG Base Directory specification asks for that mode where a folder for
 * settings is missing, and every program that shares `~/.config` runs as the same user. What root makes in the folder of
 * another user belongs to that user, who could not use it otherwise.
 *
 * @throws the system's error
 */
export function makeFolders(folder: string): void {
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (first === undefined || process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(first));
  if (uid === 0) return;
  let made = first;
  chownSync(made, uid, gid);
  for (const name of relative(first, folder).split(sep).filter(Boolean)) {
    made = join(made, name);
    chownSync(made, uid, gid);
  }
}
