import { Readable } from 'node:stream';
import { gitFields, gitOutput } from '../../../git/git-output.js';
import { readObjects } from '../../../git/read-objects.js';
import type { GitContext } from '../../../git/start-git.js';
import { pathText } from '../report/path-text.js';
import { ScanReport } from '../report/scan-report.js';
import { blobSearch, OBJECT_SIGNS } from './object-searches.js';

/**
 * Looks through what the next commit would add or change, as git's index has it: the whole of each such file, since a
 * commit passes on all of it.
 *
 * @throws {GitError} outside a repository
 */
export async function scanStaged(
  paths: readonly string[],
  maxBytes: number | undefined,
  context: GitContext,
): Promise<ScanReport> {
  const report = new ScanReport();
  const files = (await stagedEntries(paths, context)).filter((entry) => isFile(entry, report));
  for (const { path } of files) report.look(path, pathText(path), 'file name');
  const ids = Readable.from([files.map(({ id }) => `${id}\n`).join('')]);
  // The answers come in the order of the questions.
  const names = files.map(({ path }) => pathText(path)).values();
  await readObjects(
    ids,
    ({ type, size }) => {
      const path = names.next().value ?? '';
      if (type === 'missing') return void report.leaveOut('missing', path);
      if (size > (maxBytes ?? size)) return void report.leaveOut('too-large', path);
      report.files += 1;
      report.bytes += size;
      return blobSearch(path, (keys) => report.add(keys, { path }));
    },
    OBJECT_SIGNS,
    context,
  );
  return report;
}

interface StagedEntry {
  readonly mode: string;
  readonly id: string;
  readonly status: string;
  /** In bytes, from the top of the repository. */
  readonly path: string;
}

function isFile({ mode, status, path }: StagedEntry, report: ScanReport): boolean {
  if (status === 'U') report.leaveOut('unmerged', pathText(path));
  else if (mode === '160000') report.leaveOut('submodule', pathText(path));
  else return status !== 'D';
  return false;
}

async function stagedEntries(paths: readonly string[], context: GitContext): Promise<StagedEntry[]> {
  const fields = await compared('HEAD', paths, context).catch(async () => {
    // Before the first commit all of the index is new.
    const empty = await gitOutput(['hash-object', '-t', 'tree', '--stdin'], context);
    return compared(empty.toString('latin1').trim(), paths, context);
  });
  const entries: StagedEntry[] = [];
  // Pairs: ":100644 100644 <old> <new> M", path.
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, mode = '', , id = '', status = ''] = fields[at]?.split(' ') ?? [];
    entries.push({ mode, id, status, path: fields[at + 1] ?? '' });
  }
  return entries;
}

function compared(tree: string, paths: readonly string[], context: GitContext): Promise<string[]> {
  const args = ['diff-index', '--cached', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-relative'];
  return gitFields([...args, '--ignore-submodules=none', tree, '--', ...paths], context);
}
