import { realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { UsageError } from '../../../failure/usage-error.js';
import { isNothingThere } from '../../../git/git-failure.js';
import { gitFields } from '../../../git/git-output.js';
import { type GitContext, inFolder } from '../../../git/start-git.js';
import { bytesOfPath, pathBytes, pathText } from '../report/path-text.js';
import { ScanReport } from '../report/scan-report.js';
import { type FolderWalk, filesBelow, LEFT_OUT } from './files-below.js';
import { type FilePath, scanFile } from './scan-file.js';

export interface ScanFilesOptions {
  /** Larger files are left out, and reported. */
  readonly maxBytes?: number | undefined;
  /** config.ini itself, where keys belong. */
  readonly configPath: string;
}

/**
 * Looks through files and folders. A file that is named is looked at whatever it is; config.ini and folders of other
 * people's code below a folder only as far as git tracks them.
 *
 * @throws {UsageError} for a path that is not there
 */
export async function scanFiles(
  paths: readonly string[],
  { maxBytes, configPath }: ScanFilesOptions,
  context: GitContext,
): Promise<ScanReport> {
  const report = new ScanReport();
  const own = bytesOfPath(realPath(configPath) ?? configPath);
  const named = paths.map((path) => namedPath(path, context.cwd));
  const roots = named.map(({ path }) => path);
  for (const { isFolder, ...file } of named) {
    if (isFolder) await scanFolder(file, { own, maxBytes }, { report, roots, passedBy: false }, context);
    else {
      report.look(file.shown, pathText(file.shown), 'file name');
      scanFile(file, report);
    }
  }
  return report;
}

interface NamedPath extends FilePath {
  readonly isFolder: boolean;
}

function namedPath(given: string, cwd: string): NamedPath {
  const path = realPath(resolve(cwd, given));
  const stats = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path === undefined || stats === undefined) {
    throw new UsageError(
      `there is no file or folder ${given}.`,
      'Name what to scan, or nothing for all files here.',
    );
  }
  if (!stats.isDirectory() && !stats.isFile()) {
    throw new UsageError(`${given} is a pipe, a socket or a device.`, 'Name files and folders.');
  }
  const trimmed = (given.replace(/[/\\]+$/, '') || given).replaceAll(sep, '/');
  const shown = stats.isDirectory() && trimmed === '.' ? '' : trimmed;
  return { shown: bytesOfPath(shown), path: bytesOfPath(path), isFolder: stats.isDirectory() };
}

interface FolderOptions {
  readonly own: string;
  readonly maxBytes: number | undefined;
}

async function scanFolder(
  folder: FilePath,
  { own, maxBytes }: FolderOptions,
  walk: FolderWalk,
  context: GitContext,
): Promise<void> {
  const passed: FilePath[] = [];
  for (const file of filesBelow(folder, walk)) {
    if (file.path === own) passed.push(file);
    else scanFile(file, walk.report, maxBytes);
  }
  if (passed.length === 0 && !walk.passedBy) return;
  const tracked = await trackedBelow(folder, context);
  if ('refused' in tracked) {
    for (const { shown } of passed) walk.report.leaveOut('tracking', pathText(shown));
    return;
  }
  for (const name of tracked.names) {
    const file = {
      shown: folder.shown === '' ? name : `${folder.shown}/${name}`,
      path: pathIn(folder, name),
    };
    const isLeftOut = name.split('/').some((part) => LEFT_OUT.has(part));
    if ((isLeftOut || file.path === own) && isFile(file.path)) scanFile(file, walk.report, maxBytes);
  }
}

/** A tracked file may be gone from the folder, or be a submodule. */
const isFile = (path: string): boolean =>
  statSync(pathBytes(path), { throwIfNoEntry: false })?.isFile() === true;

const pathIn = ({ path }: FilePath, name: string): string => `${path}${sep}${name.replaceAll('/', sep)}`;

/** Where git is not installed or knows no repository, it tracks nothing. */
async function trackedBelow(
  { path }: FilePath,
  context: GitContext,
): Promise<{ names: readonly string[] } | { refused: true }> {
  try {
    return { names: await gitFields(['ls-files', '-z'], inFolder(context, pathText(path))) };
  } catch (error) {
    return isNothingThere(error) ? { names: [] } : { refused: true };
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
