import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join, sep } from 'node:path';
import { sentencesOf } from '@dlubal-kit/auth-core';
import { attempt } from '../../failure/attempt.js';
import { isGitError } from '../../git/git-failure.js';
import { gitFields, gitOutput } from '../../git/git-output.js';
import { inFolder } from '../../git/start-git.js';
import type { Context } from '../../terminal/context.js';
import { allowedKeys } from '../scan/allowed-keys.js';
import { type KeyFinding, shownFinding } from '../scan/report/found-key.js';
import { bytesOfPath, pathBytes, pathText } from '../scan/report/path-text.js';
import { ScanReport } from '../scan/report/scan-report.js';
import { repositoryTop } from '../scan/repository-top.js';
import { type FilePath, scanFile } from '../scan/sources/scan-file.js';

/** Larger files are left to `scan`. */
const MAX_BYTES = 16 * 1024 * 1024;

/** What was found where others can read it. */
export interface Leaks {
  readonly found: readonly KeyFinding[];
  /** The files near the person that were looked at. */
  readonly looked: readonly string[];
  /** The files that could not be looked at. */
  readonly unscanned: readonly string[];
  /** How many tracked files were looked at, or why none was. */
  readonly tracked: { readonly files: number } | { readonly because: string };
  /** Why `.dlubalscan`, which says what may stay, cannot be used. */
  readonly problem?: string;
}

/**
 * Looks for keys in `.dlubalrc` and the `.env` files of this folder, and in every file that git tracks in its repository.
 *
 * @param names the names of config.ini by the key that they hold
 */
export async function findLeaks(context: Context, names: ReadonlyMap<string, string>): Promise<Leaks> {
  const near = nearFiles(context.cwd);
  const report = scanAll(near);
  const tracked = await trackedFiles(context);
  const allowed = await attempt(async () => allowedKeys([], repositoryTop(context.cwd)));
  const seen = new Set(near.map(({ path }) => slashed(path)));
  const more = 'because' in tracked ? [] : tracked.filter(({ path }) => !seen.has(slashed(path)));
  const files = more.filter(isFile);
  const trackedReport = scanAll(files);
  const left = [...report.unscanned, ...trackedReport.unscanned].flatMap(({ what }) => what ?? []);
  // Of a link git has only where it leads to. What is not there is deleted, or another repository.
  const gone = more.filter((file) => !isFile(file) && !isLink(file)).map(({ shown }) => pathText(shown));
  const kept = 'done' in allowed ? allowed.done : new Set<string>();
  return {
    found: [...shown(report, names), ...shown(trackedReport, names)].filter(
      ({ fingerprint }) => !kept.has(fingerprint),
    ),
    looked: near.map((file) => pathText(file.shown)).filter((name) => !left.includes(name)),
    unscanned: [...left, ...gone],
    tracked: 'because' in tracked ? tracked : { files: trackedReport.files },
    ...('failed' in allowed ? { problem: sentencesOf(allowed.failed.failure) } : {}),
  };
}

/** A link is followed: what it leads to is used as if it were here. */
function nearFiles(cwd: string): FilePath[] {
  return namesIn(cwd)
    .filter((name) => /^\.(?:dlubalrc|env(?:\..+)?)$/.test(name))
    .map((name) => ({ shown: bytesOfPath(name), path: bytesOfPath(join(cwd, name)) }))
    .filter((file) => lookAt(file)?.isDirectory() === false);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Git writes paths with slashes on Windows too. */
const slashed = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

const shown = (report: ScanReport, names: ReadonlyMap<string, string>): KeyFinding[] =>
  report.found.filter(({ allowed }) => !allowed).map((found) => shownFinding(found, names));

function scanAll(files: readonly FilePath[]): ScanReport {
  const report = new ScanReport();
  for (const file of files) scanFile(file, report, MAX_BYTES);
  return report;
}

const isFile = (file: FilePath): boolean => lookAt(file)?.isFile() === true;
const isLink = (file: FilePath): boolean => lookAt(file)?.isSymbolicLink() === true;

function lookAt({ path }: FilePath): Stats | undefined {
  try {
    return lstatSync(pathBytes(path), { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
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
