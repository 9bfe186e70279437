import { type Dirent, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { pathBytes, pathText } from '../report/path-text.js';
import type { ScanReport } from '../report/scan-report.js';
import type { FilePath } from './scan-file.js';

/** Folders of other people's code and of git's own files, which `--history` and `--staged` read. */
export const LEFT_OUT: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** A folder to look through, and what came of it. */
export interface FolderWalk {
  readonly report: ScanReport;
  /** The folders that were named, as the system knows them: what a link leads to inside them is looked at there. */
  readonly roots: readonly string[];
  /** Whether a folder of `LEFT_OUT` was passed by. */
  passedBy: boolean;
}

/** Every file below a folder, and those outside that a link below it leads to. */
export function* filesBelow(folder: FilePath, walk: FolderWalk): Iterable<FilePath> {
  for (const entry of entriesOf(folder, walk)) {
    const shown = folder.shown === '' ? entry.name : `${folder.shown}/${entry.name}`;
    const file = { shown, path: `${folder.path}${sep}${entry.name}` };
    walk.report.look(entry.name, pathText(shown), 'file name');
    if (entry.isFile()) yield file;
    else if (entry.isSymbolicLink()) yield* throughLink(file, walk);
    else if (!entry.isDirectory()) walk.report.leaveOut('special', pathText(shown));
    else if (LEFT_OUT.has(entry.name)) walk.passedBy = true;
    else yield* filesBelow(file, walk);
  }
}

function entriesOf({ shown, path }: FilePath, { report }: FolderWalk): Dirent[] {
  try {
    const entries = readdirSync(pathBytes(path), { withFileTypes: true, encoding: 'latin1' });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    report.leaveOut('unreadable', pathText(shown || '.'));
    return [];
  }
}

function* throughLink({ shown, path }: FilePath, { report, roots }: FolderWalk): Iterable<FilePath> {
  try {
    report.look(readlinkSync(pathBytes(path), 'latin1'), pathText(shown), 'link');
    const target = realpathSync.native(pathBytes(path), 'latin1');
    if (roots.some((root) => target === root || target.startsWith(root.endsWith(sep) ? root : root + sep)))
      return;
    const stats = statSync(pathBytes(target));
    if (stats.isDirectory()) report.leaveOut('link', pathText(shown));
    else yield { shown, path: target };
  } catch (error) {
    // A link that leads nowhere hides nothing.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ELOOP') report.leaveOut('unreadable', pathText(shown));
  }
}
