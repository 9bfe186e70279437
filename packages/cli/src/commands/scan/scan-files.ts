import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { UsageError } from '../../failure/usage-error.js';
import { findInText } from './find-in-text.js';
import type { FoundKey } from './found-key.js';
import { newTally, type ScanReport, type ScanTally } from './scan-report.js';
import { textOfBytes } from './text-of-bytes.js';

export interface ScanFilesOptions {
  readonly cwd: string;
  /** Larger files are left out, and told. */
  readonly maxBytes: number;
  /** config.ini itself, where keys belong. */
  readonly configPath: string;
}

/** Folders of other people's code and of git's own files, which `--history` and `--staged` read. */
const LEFT_OUT = new Set(['.git', 'node_modules']);

/**
 * Looks through files and folders. Symbolic links inside them are not followed: what they lead to is scanned where
 * it lies, or is not part of the tree.
 *
 * @throws {UsageError} for a path that is not there
 */
export function scanFiles(paths: readonly string[], options: ScanFilesOptions): ScanReport {
  const tally = newTally();
  const own = realPath(options.configPath);
  const found: FoundKey[] = [];
  for (const { shown, path } of filesBelow(paths, options.cwd, tally)) {
    if (path === own) continue;
    const text = readText(path, shown, options.maxBytes, tally);
    if (text !== undefined) found.push(...findInText(shown, text));
  }
  return { found, tally };
}

interface FilePath {
  /** As the person named it, `/` between the parts. */
  readonly shown: string;
  readonly path: string;
}

function* filesBelow(paths: readonly string[], cwd: string, tally: ScanTally): Iterable<FilePath> {
  for (const given of paths) {
    const path = realPath(resolve(cwd, given));
    const stats = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
    if (path === undefined || stats === undefined) {
      throw new UsageError(
        `there is no file or folder ${given}. Name what is to be scanned, or nothing for all here.`,
      );
    }
    const shown = given.replace(/[/\\]+$/, '') || given;
    if (stats.isDirectory()) yield* inFolder({ shown: shown === '.' ? '' : shown, path }, tally);
    else if (stats.isFile()) yield { shown, path };
    else throw new UsageError(`${given} is a pipe, a socket or a device. Name files and folders.`);
  }
}

function* inFolder(folder: FilePath, tally: ScanTally): Iterable<FilePath> {
  for (const entry of entriesOf(folder, tally)) {
    const shown = folder.shown === '' ? entry.name : `${folder.shown.replaceAll(sep, '/')}/${entry.name}`;
    const path = join(folder.path, entry.name);
    if (entry.isFile()) yield { shown, path };
    else if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) yield* inFolder({ shown, path }, tally);
  }
}

function entriesOf({ shown, path }: FilePath, tally: ScanTally) {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    tally.unreadable.push(shown);
    return [];
  }
}

function readText(path: string, shown: string, maxBytes: number, tally: ScanTally): string | undefined {
  const bytes = readBytes(path, shown, maxBytes, tally);
  if (bytes === undefined) return undefined;
  tally.files += 1;
  tally.bytes += bytes.length;
  const text = textOfBytes(bytes);
  if (text === undefined) tally.binary += 1;
  return text;
}

/** One buffer for all files: a tree has ten thousands of them. */
let shared = Buffer.allocUnsafe(64 * 1024);

function readBytes(path: string, shown: string, maxBytes: number, tally: ScanTally): Buffer | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    const { size } = fstatSync(fd);
    if (size > maxBytes) {
      tally.tooLarge.push(shown);
      return undefined;
    }
    if (size > shared.length) shared = Buffer.allocUnsafe(size);
    let filled = 0;
    for (let got = 1; got > 0 && filled < size; filled += got)
      got = readSync(fd, shared, filled, size - filled, filled);
    return shared.subarray(0, filled);
  } catch {
    tally.unreadable.push(shown);
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
