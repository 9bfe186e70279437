import { type GitContext, startGit } from './start-git.js';

/**
 * All that git prints.
 *
 * @throws {GitError} where git is not installed, or refuses
 */
export async function gitOutput(args: readonly string[], context: GitContext): Promise<Buffer> {
  const git = startGit(args, context);
  git.input.end();
  const chunks: Buffer[] = [];
  git.output.on('data', (chunk: Buffer) => void chunks.push(chunk));
  await git.done;
  return Buffer.concat(chunks);
}

/** The fields of an answer to `-z`. Bytes above ASCII are one character each: see `pathText`. */
export async function gitFields(args: readonly string[], context: GitContext): Promise<string[]> {
  const fields = (await gitOutput(args, context)).toString('latin1').split('\0');
  return fields.slice(0, -1);
}
