/** A file that a commit changed. */
export interface FileChange {
  /** Numbers of what the parents have in its place, zeros where they have nothing. */
  readonly before: readonly string[];
  readonly id: string;
  /** In bytes, from the top of the repository. */
  readonly path: string;
}

interface ChangeListener {
  readonly onCommit: (id: string) => void;
  readonly onChange: (change: FileChange) => void;
}

/** What {@link ChangeReader} reads: of a merge the files that differ from all its parents. */
export const CHANGES: readonly string[] = [
  ...['diff-tree', '--stdin', '--always', '-r', '-c', '--root'],
  ...['--raw', '-z', '--no-abbrev', '--no-renames', '--no-relative', '--ignore-submodules=none'],
];

/** Reads what {@link CHANGES} prints, piece by piece. */
export class ChangeReader {
  readonly #listener: ChangeListener;
  #rest = '';
  #change: Omit<FileChange, 'path'> | undefined;

  constructor(listener: ChangeListener) {
    this.#listener = listener;
  }

  push(chunk: Buffer): void {
    const fields = (this.#rest + chunk.toString('latin1')).split('\0');
    this.#rest = fields.pop() ?? '';
    for (const field of fields) this.#take(field);
  }

  #take(field: string): void {
    if (this.#change !== undefined) {
      this.#listener.onChange({ ...this.#change, path: field });
      this.#change = undefined;
    } else if (field.startsWith(':')) this.#change = changeOf(field);
    else this.#listener.onCommit(field);
  }
}

/** `:mode mode before after status`, with a colon, a mode and a number more for each further parent. */
function changeOf(field: string): Omit<FileChange, 'path'> {
  const words = field.replace(/^:+/, '').split(' ');
  const parents = field.length - field.replace(/^:+/, '').length;
  const ids = words.slice(parents + 1, 2 * parents + 2);
  return { before: ids.slice(0, parents), id: ids[parents] ?? '' };
}
