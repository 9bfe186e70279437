/** An object of git's store, as `cat-file --batch` announces it. */
export interface GitObject {
  readonly id: string;
  /** `missing` where the store does not have it. */
  readonly type: 'blob' | 'tree' | 'commit' | 'tag' | 'missing';
  readonly size: number;
  /** What followed the number in the question; for an object of `rev-list --objects` its path, in bytes. */
  readonly rest: string;
}

/** Takes the content of one object as it comes. */
export interface ObjectSink {
  /** @param chunk stays as it is: it may be kept */
  readonly push: (chunk: Buffer) => void;
  readonly end: () => void;
}

/** The form of the answer that {@link ObjectReader} reads. */
export const OBJECT_FORMAT = '%(objectname) %(objecttype) %(objectsize) %(rest)';

const LINE_FEED = 0x0a;

/** Reads what `cat-file --batch` prints, piece by piece. */
export class ObjectReader {
  readonly #open: (object: GitObject) => ObjectSink | undefined;
  readonly #signs: ChunkSigns;
  #sink: ObjectSink | undefined;
  /** Bytes of the present object that are still to come, its closing line feed included; 0 between objects. */
  #left = 0;
  #header = '';

  /** @param open gives a sink for the content, or undefined to pass over it */
  constructor(open: (object: GitObject) => ObjectSink | undefined, signs: RegExp) {
    this.#open = open;
    this.#signs = new ChunkSigns(signs);
  }

  push(chunk: Buffer): void {
    this.#signs.take(chunk);
    for (let at = 0; at < chunk.length; ) {
      at = this.#left > 0 ? this.#content(chunk, at) : this.#headerAt(chunk, at);
    }
  }

  #headerAt(chunk: Buffer, at: number): number {
    const feed = chunk.indexOf(LINE_FEED, at);
    this.#header += chunk.toString('latin1', at, feed < 0 ? chunk.length : feed);
    if (feed < 0) return chunk.length;
    const object = objectOf(this.#header);
    this.#header = '';
    const end = feed + 1 + object.size;
    const sink = this.#open(object);
    // Most objects are here as a whole and have nothing to look for: their content is not even handed over.
    this.#sink =
      end < chunk.length && this.#signs.noneIn(feed + 1, end, object.type === 'tree') ? undefined : sink;
    if (object.type !== 'missing') this.#left = object.size + 1;
    return feed + 1;
  }

  #content(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.#left);
    const last = end - at === this.#left ? end - 1 : end;
    if (last > at) this.#sink?.push(chunk.subarray(at, last));
    this.#left -= end - at;
    if (this.#left === 0) this.#sink?.end();
    return end;
  }
}

/** Finds signs in a chunk, going forward once. */
class ChunkSigns {
  readonly #signs: RegExp;
  #chunk: Buffer = Buffer.alloc(0);
  #text = '';
  #sign = -1;
  #nul = -1;

  constructor(signs: RegExp) {
    this.#signs = new RegExp(signs.source, 'gs');
  }

  take(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#text = chunk.toString('latin1');
    this.#sign = -1;
    this.#nul = -1;
  }

  /** @param isTree a folder has NULs between its names; in a file they separate the letters of UTF-16 */
  noneIn(from: number, end: number, isTree: boolean): boolean {
    if (this.#sign < from) {
      this.#signs.lastIndex = from;
      this.#sign = this.#signs.exec(this.#text)?.index ?? Number.POSITIVE_INFINITY;
    }
    if (this.#sign < end) return false;
    if (isTree) return true;
    if (this.#nul < from) {
      const nul = this.#chunk.indexOf(0, from);
      this.#nul = nul < 0 ? Number.POSITIVE_INFINITY : nul;
    }
    return this.#nul >= end;
  }
}

function objectOf(header: string): GitObject {
  const [id = '', type = '', size = ''] = header.split(' ', 3);
  const rest = header.slice(id.length + type.length + size.length + 3);
  return { id: id.replace(/^\?/, ''), type: type as GitObject['type'], size: Number(size), rest };
}
