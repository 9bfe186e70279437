import { readCarefully } from '../read-carefully.js';

const MOUNTS = '/proc/self/mountinfo';
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Whether something is mounted at a path, as containers do with a single file: it can be written, and not be replaced.
 * Only Linux has a list; elsewhere the answer is no.
 *
 * @param path without symbolic links
 */
export function isMountPoint(path: string): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return mountPoints(readCarefully(MOUNTS, MAX_BYTES).toString('utf8')).includes(path);
  } catch {
    return false;
  }
}

/**
 * The places in a mountinfo file: the fifth field of each line, with space, tab, line feed and backslash as three octal
 * digits (man 5 proc_pid_mountinfo).
 *
 * @example mountPoints('36 35 98:0 / /mnt/a\\040b rw - ext4 /dev/sda1 rw\n') // ['/mnt/a b']
 */
export function mountPoints(mountinfo: string): string[] {
  return mountinfo
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((place) => place !== '')
    .map((place) =>
      place.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
    );
}
