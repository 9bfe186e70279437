import { closeSync, fstatSync, readSync } from 'node:fs';
import { openQuietly } from '@dlubal-kit/node-client/config';
import { pathBytes, pathText } from '../report/path-text.js';
import type { ScanReport } from '../report/scan-report.js';
import { ContentSearch } from '../search/content-search.js';

/** A file to look at; both paths are bytes, one character each. */
export interface FilePath {
  /** As the person named it, `/` between the parts. */
  readonly shown: string;
  readonly path: string;
}

/** Looks for keys in a file, whatever its size unless `maxBytes` says otherwise. */
export function scanFile(
  { shown, path }: FilePath,
  report: ScanReport,
  maxBytes = Number.POSITIVE_INFINITY,
): void {
  const name = pathText(shown);
  let fd: number | undefined;
  try {
    // A pipe that replaced the file must not hold this up.
    fd = openQuietly(pathBytes(path));
    const stats = fstatSync(fd);
    if (!stats.isFile()) report.leaveOut('special', name);
    else if (stats.size > maxBytes) report.leaveOut('too-large', name);
    else search(fd, stats.size, name, report);
  } catch {
    report.leaveOut('unreadable', name);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

const CHUNK = 1024 * 1024;
/** One buffer for all files that fit into it: a tree has ten thousands of them. */
let shared: Buffer | undefined;

function search(fd: number, size: number, path: string, report: ScanReport): void {
  const content = new ContentSearch(path);
  // Files of /proc say that they are empty.
  const most = size || CHUNK;
  for (let at = 0; at < most; ) {
    if (most <= CHUNK) shared ??= Buffer.allocUnsafe(CHUNK);
    const buffer = most <= CHUNK && shared !== undefined ? shared : Buffer.allocUnsafe(CHUNK);
    const got = fill(fd, buffer, Math.min(CHUNK, most - at));
    if (got === 0) break;
    content.push(buffer.subarray(0, got));
    report.bytes += got;
    at += got;
  }
  report.files += 1;
  report.add(content.end(), { path });
}

function fill(fd: number, buffer: Buffer, length: number): number {
  let filled = 0;
  for (let got = 1; got > 0 && filled < length; filled += got) {
    got = readSync(fd, buffer, filled, length - filled, null);
  }
  return filled;
}
