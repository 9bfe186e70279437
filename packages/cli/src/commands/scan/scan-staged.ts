import type { Context } from '../../terminal/context.js';
import { findInText } from './find-in-text.js';
import { gitOutput } from './run-git.js';
import { newTally, type ScanReport } from './scan-report.js';
import { textOfBytes } from './text-of-bytes.js';

type GitContext = Pick<Context, 'cwd' | 'env'>;

/**
 * Looks through what the next commit would add or change, as it stands in git's index: the whole of each such file,
 * since a commit passes on all of it.
 *
 * @throws {UsageError} outside a repository
 */
export async function scanStaged(
  paths: readonly string[],
  maxBytes: number,
  context: GitContext,
): Promise<ScanReport> {
  const tally = newTally();
  const staged = await stagedFiles(paths, context);
  const sizes = await blobSizes(staged, context);
  const wanted = staged.filter(({ path }, index) => {
    const size = sizes[index];
    if (size !== undefined && size > maxBytes) tally.tooLarge.push(path);
    return size !== undefined && size <= maxBytes;
  });
  const blobs = await blobContents(wanted, context);
  const found = wanted.flatMap(({ path }, index) => {
    const bytes = blobs[index] ?? Buffer.alloc(0);
    tally.files += 1;
    tally.bytes += bytes.length;
    const text = textOfBytes(bytes);
    if (text === undefined) tally.binary += 1;
    return findInText(path, text ?? '');
  });
  return { found, tally };
}

interface StagedFile {
  readonly id: string;
  readonly path: string;
}

async function stagedFiles(paths: readonly string[], context: GitContext): Promise<StagedFile[]> {
  const args = ['diff', '--cached', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-relative'];
  const output = await gitOutput([...args, '--diff-filter=AMT', '--', ...paths], context);
  const fields = output.toString('utf8').split('\0');
  const files: StagedFile[] = [];
  // Pairs: ":100644 100644 <old> <new> M", path.
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const id = fields[at]?.split(' ')[3];
    if (id !== undefined) files.push({ id, path: fields[at + 1] ?? '' });
  }
  return files;
}

const idLines = (files: readonly StagedFile[]): string => files.map(({ id }) => `${id}\n`).join('');

/** The size of each, undefined for what is no blob, such as another repository. */
async function blobSizes(files: readonly StagedFile[], context: GitContext): Promise<(number | undefined)[]> {
  const output = await gitOutput(['cat-file', '--batch-check'], context, idLines(files));
  return output
    .toString('utf8')
    .split('\n')
    .map((line) => / blob (\d+)$/.exec(line)?.[1])
    .map((size) => (size === undefined ? undefined : Number(size)));
}

async function blobContents(files: readonly StagedFile[], context: GitContext): Promise<Buffer[]> {
  const output = await gitOutput(['cat-file', '--batch'], context, idLines(files));
  const contents: Buffer[] = [];
  for (let at = 0; at < output.length; ) {
    const feed = output.indexOf(0x0a, at);
    const size = Number(output.toString('utf8', at, feed).split(' ')[2]);
    contents.push(output.subarray(feed + 1, feed + 1 + size));
    at = feed + 1 + size + 1;
  }
  return contents;
}
