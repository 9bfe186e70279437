import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isGitError } from '../../git/git-failure.js';
import { gitFields, gitOutput } from '../../git/git-output.js';
import { inFolder } from '../../git/start-git.js';
import type { Context } from '../../terminal/context.js';
import { type KeyFinding, shownFinding } from '../scan/report/found-key.js';
import { bytesOfPath, pathBytes } from '../scan/report/path-text.js';
import { ScanReport } from '../scan/report/scan-report.js';
import { type FilePath, scanFile } from '../scan/sources/scan-file.js';

/** Larger files are left to `scan`. */
const MAX_BYTES = 16 * 1024 * 1024;

/** What was found where others can read it. */
export interface Leaks {
  readonly found: readonly KeyFinding[];
  /** The tracked files: how many were looked at and how many not, or why none was. */
  readonly tracked: { readonly files: number; readonly unscanned: number } | { readonly because: string };
}

/**
 * Looks for keys in `.dlubalrc` and `.env` of this folder, and in every file that git tracks in its repository.
 *
 * @param names the names of config.ini by the key that they hold
 */
export async function findLeaks(context: Context, names: ReadonlyMap<string, string>): Promise<Leaks> {
  const near = ['.dlubalrc', '.env'].map((name) => ({
    shown: name,
    path: bytesOfPath(join(context.cwd, name)),
  }));
  const report = scanAll(near.filter(isFile));
  const tracked = await trackedFiles(context);
  if ('because' in tracked) return { found: shown(report, names), tracked };
  const seen = new Set(near.map(({ path }) => path));
  const files = tracked.filter(isFile);
  const trackedReport = scanAll(files.filter(({ path }) => !seen.has(path)));
  const unscanned = trackedReport.unscanned.length + tracked.length - files.length;
  return {
    found: [...shown(report, names), ...shown(trackedReport, names)],
    tracked: { files: tracked.length - unscanned, unscanned },
  };
}

const shown = (report: ScanReport, names: ReadonlyMap<string, string>): KeyFinding[] =>
  report.found.filter(({ allowed }) => !allowed).map((found) => shownFinding(found, names));

function scanAll(files: readonly FilePath[]): ScanReport {
  const report = new ScanReport();
  for (const file of files) scanFile(file, report, MAX_BYTES);
  return report;
}

/** Links are not followed: git tracks where they lead, not what is there. */
function isFile({ path }: FilePath): boolean {
  return lstatSync(pathBytes(path), { throwIfNoEntry: false })?.isFile() === true;
}

/** Every tracked file of the repository, with its path from the top. */
async function trackedFiles(context: Context): Promise<FilePath[] | { because: string }> {
  try {
    const top = (await gitOutput(['rev-parse', '--show-toplevel'], context))
      .toString('latin1')
      .replace(/\r?\n$/, '');
    const names = await gitFields(
      ['ls-files', '-z'],
      inFolder(context, Buffer.from(top, 'latin1').toString()),
    );
    return names.map((name) => ({ shown: name, path: `${top}/${name}` }));
  } catch (error) {
    if (!isGitError(error)) throw error;
    return { because: error.failure.happened };
  }
}
