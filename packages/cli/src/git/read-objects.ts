import type { Readable } from 'node:stream';
import { type GitObject, OBJECT_FORMAT, ObjectReader, type ObjectSink } from './object-reader.js';
import { type GitContext, type RunningGit, startGit } from './start-git.js';

/**
 * Reads objects as they are stored: no attribute, encoding, filter or replacement changes a byte. Takes them as a
 * stream, so that a large one takes no memory.
 *
 * @param ids one a line, each with what its {@link GitObject.rest} will be
 * @param signs matches in bytes, one character each, wherever the content could matter: other contents are passed over
 * @returns what git warned of
 * @throws {GitError}
 */
export async function readObjects(
  ids: Readable,
  open: (object: GitObject) => ObjectSink | undefined,
  signs: RegExp,
  context: GitContext,
): Promise<string> {
  const git = startGit(['cat-file', `--batch=${OBJECT_FORMAT}`, '--buffer'], context);
  const reader = new ObjectReader(open, signs);
  git.output.on('data', (chunk: Buffer) => reader.push(chunk));
  ids.pipe(git.input);
  return git.done;
}

/** Runs one git on the output of another, and ends both when one fails. */
export async function piped(
  first: RunningGit,
  second: (output: Readable) => Promise<string>,
): Promise<string> {
  first.input.end();
  try {
    return (await Promise.all([first.done, second(first.output)])).join('');
  } finally {
    first.stop();
  }
}
