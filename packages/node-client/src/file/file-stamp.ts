import { type Stats, statSync } from 'node:fs';

/** Tells one state of a file from another without reading it. */
export interface FileStamp {
  readonly ino: number;
  readonly size: number;
  /** Last write of data, in milliseconds since 1970. */
  readonly mtimeMs: number;
  /** Last change of data or of the entry itself (mode, name), in milliseconds since 1970. */
  readonly ctimeMs: number;
}

export function stampOf({ ino, size, mtimeMs, ctimeMs }: Stats): FileStamp {
  return { ino, size, mtimeMs, ctimeMs };
}

export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return sameData(a, b) && a.ctimeMs === b.ctimeMs;
}

/** Like `sameStamp`, but holds also after the file was renamed or unlinked while open. */
export function sameData(a: FileStamp, b: FileStamp): boolean {
  return a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs;
}

/** The stamp of what a path leads to; undefined where there is nothing that can be seen. */
export function stampAt(path: string): FileStamp | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats && stampOf(stats);
  } catch {
    return undefined;
  }
}

/** Like `sameStamp`, where either may be missing. */
export function same(a: FileStamp | undefined, b: FileStamp | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameStamp(a, b);
}
