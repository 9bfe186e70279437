import { gitOutput } from '../../../git/git-output.js';
import type { GitObject, ObjectSink } from '../../../git/object-reader.js';
import { piped, readObjects } from '../../../git/read-objects.js';
import { type GitContext, startGit } from '../../../git/start-git.js';
import { shownLine } from '../../../terminal/safe-text.js';
import { pathText } from '../report/path-text.js';
import { ScanReport } from '../report/scan-report.js';
import { ALL_COMMITS, HistoryFinds } from './history-finds.js';
import { blobSearch, messageSearch, OBJECT_SIGNS, treeSearch } from './object-searches.js';

/**
 * Looks through every file, name, message and author of every commit, as they are stored. Takes time in proportion to
 * the size of the history, and holds no more than a piece of it.
 *
 * @throws {GitError} outside a repository
 */
export async function scanHistory(
  paths: readonly string[],
  maxBytes: number | undefined,
  context: GitContext,
): Promise<ScanReport> {
  const report = new ScanReport();
  report.commits = 0;
  await lookAtReferences(report, context);
  const history = new HistorySearch(report, maxBytes);
  const list = startGit([...ALL_COMMITS, '--objects', '--', ...paths], context);
  const warnings = await piped(list, (ids) =>
    readObjects(ids, (object) => history.open(object), OBJECT_SIGNS, context),
  );
  if (warnings !== '') report.leaveOut('warned', shownLine(warnings.trim()));
  await history.end(paths, context);
  if (report.commits === 0 && (await hasCommits(context))) report.leaveOut('no-commit', paths.join(' '));
  return report;
}

async function lookAtReferences(report: ScanReport, context: GitContext): Promise<void> {
  const shallow = await gitOutput(['rev-parse', '--is-shallow-repository'], context);
  if (shallow.toString('latin1').trim() === 'true') report.leaveOut('shallow');
  const names = await gitOutput(['for-each-ref', '--format=%(refname)'], context);
  for (const name of names.toString('latin1').split('\n'))
    report.look(name, pathText(name), 'name of the reference');
}

/** Whether the store has a commit at all, whether or not a reference leads to it. */
async function hasCommits(context: GitContext): Promise<boolean> {
  const types = await gitOutput(['cat-file', '--batch-all-objects', '--batch-check=%(objecttype)'], context);
  return types.includes('commit');
}

/** Takes every object once, and finds out afterwards which commits brought what was found. */
class HistorySearch {
  readonly #report: ScanReport;
  readonly #maxBytes: number | undefined;
  readonly #finds = new HistoryFinds();
  /** What was reported of folders: each version of a folder repeats its names. */
  readonly #names = new Set<string>();
  #missing = 0;

  constructor(report: ScanReport, maxBytes: number | undefined) {
    this.#report = report;
    this.#maxBytes = maxBytes;
  }

  open(object: GitObject): ObjectSink | undefined {
    const { type, size } = object;
    if (type === 'missing') {
      this.#missing += 1;
      return undefined;
    }
    this.#report.bytes += size;
    if (type === 'blob') return this.#blob(object);
    if (type === 'tree') return this.#tree(object);
    if (type === 'commit') this.#report.commits = (this.#report.commits ?? 0) + 1;
    return messageSearch(object, (found) => this.#finds.addMessage(object.id, found));
  }

  #blob({ id, size, rest }: GitObject): ObjectSink | undefined {
    const path = pathText(rest);
    if (size > (this.#maxBytes ?? size)) return void this.#report.leaveOut('too-large', path);
    this.#report.files += 1;
    return blobSearch(path, (keys) => this.#finds.addFile(id, path, keys));
  }

  #tree(object: GitObject): ObjectSink {
    return treeSearch(object, object.id.length / 2, {
      onName: (name, path) => this.#once(path, () => this.#report.look(name, pathText(path), 'file name')),
      onSubmodule: (path) =>
        this.#once(`submodule ${path}`, () => this.#report.leaveOut('submodule', pathText(path))),
    });
  }

  #once(what: string, work: () => void): void {
    if (!this.#names.has(what)) work();
    this.#names.add(what);
  }

  async end(paths: readonly string[], context: GitContext): Promise<void> {
    if (this.#missing > 0)
      this.#report.leaveOut('missing', `${this.#missing} ${this.#missing === 1 ? 'object' : 'objects'}`);
    this.#report.found.push(...(await this.#finds.inOrder(paths, context)));
  }
}
