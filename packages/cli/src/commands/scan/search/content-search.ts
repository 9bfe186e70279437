import type { KeyInContent } from './key-in-content.js';
import { keysInNotebook, keysInText } from './keys-in-text.js';
import { readings } from './readings.js';

/** Content of this size is looked at as a whole; longer content in pieces of it. */
const PIECE = 1024 * 1024;
/** A notebook is JSON, of which a piece says nothing about cells. */
const NOTEBOOK_PIECE = 16 * PIECE;
/** What a piece repeats of the one before: more than a key takes in any of its forms. */
const OVERLAP = 4096;

/** Looks for keys in bytes as they come, whatever their encoding. Holds no more than a piece of them. */
export class ContentSearch {
  readonly #isNotebook: boolean;
  readonly #size: number;
  readonly #found: KeyInContent[] = [];
  #chunks: Buffer[] = [];
  #length = 0;
  /** Number of the first line of the piece. */
  #line = 1;

  /** @param name of the file, which tells a notebook */
  constructor(name: string) {
    this.#isNotebook = /\.ipynb$/i.test(name);
    this.#size = this.#isNotebook ? NOTEBOOK_PIECE : PIECE;
  }

  /** @param chunk is read before the next call of `push` or `end` that follows a full piece: do not write to it */
  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length > this.#size) this.#cut();
  }

  /** Every key once a line. */
  end(): KeyInContent[] {
    this.#look(this.#piece());
    return unique(this.#found);
  }

  #piece(): Buffer {
    const [only] = this.#chunks;
    return this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks);
  }

  #cut(): void {
    const piece = this.#piece();
    this.#look(piece);
    const rest = Buffer.from(piece.subarray(piece.length - OVERLAP));
    this.#line += lineFeeds(piece) - lineFeeds(rest);
    this.#chunks = [rest];
    this.#length = rest.length;
  }

  #look(piece: Buffer): void {
    this.#found.push(...fullest(readings(piece).map((text) => this.#keysIn(text))));
  }

  #keysIn(text: string): KeyInContent[] {
    // A notebook whose parts hold nothing (a key in a place that no notebook has) is read as the text that it is.
    const inParts = this.#isNotebook ? keysInNotebook(text) : [];
    return inParts.length > 0 ? inParts : keysInText(text, this.#line);
  }
}

/** Each key as the reading has it that shows it most often: the encodings of a mixed file count its lines alike. */
function fullest(found: readonly (readonly KeyInContent[])[]): KeyInContent[] {
  const best = new Map<string, { readonly reading: number; readonly times: number }>();
  for (const [reading, keys] of found.entries()) {
    for (const [key, times] of timesOf(keys)) {
      if (times > (best.get(key)?.times ?? 0)) best.set(key, { reading, times });
    }
  }
  return found.flatMap((keys, reading) => keys.filter(({ key }) => best.get(key)?.reading === reading));
}

function timesOf(keys: readonly KeyInContent[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { key } of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return times;
}

/** A line holds a key once, however often it is written there; one that is allowed stays so. */
function unique(found: readonly KeyInContent[]): KeyInContent[] {
  const places = new Map<string, KeyInContent>();
  for (const one of found) {
    const id = `${one.part ?? ''}\0${one.line ?? ''}\0${one.key}`;
    const before = places.get(id);
    if (before === undefined || (one.allowed && !before.allowed)) places.set(id, one);
  }
  return [...places.values()].sort((a, b) => ((a.part ?? b.part) ? 0 : (a.line ?? 0) - (b.line ?? 0)));
}

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
