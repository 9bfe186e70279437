import { CHANGES, ChangeReader, type FileChange } from '../../../git/change-reader.js';
import { piped } from '../../../git/read-objects.js';
import { type GitContext, startGit } from '../../../git/start-git.js';
import type { FoundKey } from '../report/found-key.js';
import { pathText } from '../report/path-text.js';
import type { KeyInContent } from '../search/key-in-content.js';

/** Every commit that a branch, a tag or another reference leads to; of merges, both sides. */
export const ALL_COMMITS: readonly string[] = ['rev-list', '--all', '--full-history', '--missing=print'];

interface KeyFile {
  /** A path at which some commit has it. */
  readonly path: string;
  readonly keys: readonly KeyInContent[];
}

/** What was found in the objects of a history; says afterwards which commits brought it. */
export class HistoryFinds {
  readonly #files = new Map<string, KeyFile>();
  readonly #messages = new Map<string, FoundKey[]>();

  addFile(id: string, path: string, keys: readonly KeyInContent[]): void {
    this.#files.set(id, { path, keys });
  }

  addMessage(id: string, found: FoundKey): void {
    this.#messages.set(id, [...(this.#messages.get(id) ?? []), found]);
  }

  /** Everything found, oldest commit first; what no commit was seen to bring, without one. */
  async inOrder(paths: readonly string[], context: GitContext): Promise<FoundKey[]> {
    if (this.#files.size === 0 && this.#messages.size === 0) return [];
    const found: FoundKey[] = [];
    const told = new Set<string>();
    let commit = '';
    const reader = new ChangeReader({
      onCommit: (id) => {
        commit = id;
        told.add(id);
        found.push(...(this.#messages.get(id) ?? []));
      },
      onChange: (change) => {
        if (this.#files.has(change.id)) told.add(change.id);
        found.push(...this.#brought(change, commit));
      },
    });
    await readChanges(reader, paths, context);
    return [...found, ...this.#rest(told)];
  }

  /** The keys of a file that none of its versions in the parents has. */
  #brought({ id, before, path }: FileChange, commit: string): FoundKey[] {
    const had = new Set(before.flatMap((old) => this.#files.get(old)?.keys.map(({ key }) => key) ?? []));
    const keys = this.#files.get(id)?.keys.filter(({ key }) => !had.has(key)) ?? [];
    return keys.map((key) => ({ ...key, path: pathText(path), commit }));
  }

  #rest(told: ReadonlySet<string>): FoundKey[] {
    const files = [...this.#files].filter(([id]) => !told.has(id));
    const messages = [...this.#messages].filter(([id]) => !told.has(id));
    return [
      ...messages.flatMap(([, found]) => found),
      ...files.flatMap(([id, { path, keys }]) =>
        keys.map((key) => ({ ...key, path: path || `object ${id.slice(0, 12)}` })),
      ),
    ];
  }
}

/** Ends early, and without an error, where a partial clone lacks a folder. */
async function readChanges(
  reader: ChangeReader,
  paths: readonly string[],
  context: GitContext,
): Promise<void> {
  const list = startGit([...ALL_COMMITS, '--reverse', '--', ...paths], context);
  const changes = async (ids: typeof list.output): Promise<string> => {
    const git = startGit([...CHANGES, '--', ...paths], context);
    git.output.on('data', (chunk: Buffer) => reader.push(chunk));
    ids.pipe(git.input);
    return git.done;
  };
  await piped(list, changes).catch(() => '');
}
