import { join, resolve } from 'node:path';
import { gitFields, gitOutput } from '../../../git/git-output.js';
import type { GitContext } from '../../../git/start-git.js';

/** Where git looks for hooks, and what a person should know about that place. */
export interface HookPlace {
  readonly path: string;
  readonly notes: readonly string[];
}

/** Folder in which husky 9 keeps its own scripts; each runs the file of the same name one folder up. */
const HUSKY = /[/\\]\.husky[/\\]_$/;

/** @throws {GitError} outside a repository */
export async function hookPlace(context: GitContext): Promise<HookPlace> {
  const top = await lineOf(['rev-parse', '--show-toplevel'], context);
  const set = await hooksPath(context);
  if (set === undefined) {
    const own = await lineOf(['rev-parse', '--git-common-dir'], context);
    return { path: join(resolve(context.cwd, own), 'hooks', 'pre-commit'), notes: [] };
  }
  const folder = resolve(top, set.value);
  if (HUSKY.test(folder)) return { path: join(folder, '..', 'pre-commit'), notes: [] };
  const shared = set.scope === 'global' || set.scope === 'system';
  const note = `core.hooksPath is set in the ${set.scope} configuration of git: this hook runs in every repository that uses it.`;
  return { path: join(folder, 'pre-commit'), notes: shared ? [note] : [] };
}

const lineOf = async (args: readonly string[], context: GitContext): Promise<string> =>
  (await gitOutput(args, context)).toString('utf8').replace(/\r?\n$/, '');

/** The setting as it was before this kit's own `-c` overruled it. */
async function hooksPath(context: GitContext): Promise<{ scope: string; value: string } | undefined> {
  const args = ['config', '--show-scope', '-z', '--type=path', '--get-all', 'core.hooksPath'];
  const fields = await gitFields(args, context);
  let last: { scope: string; value: string } | undefined;
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [scope = '', value = ''] = [fields[at], fields[at + 1]];
    if (scope !== 'command') last = { scope, value: Buffer.from(value, 'latin1').toString('utf8') };
  }
  return last;
}
