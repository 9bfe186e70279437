/** A message of an answer, as it came. */
export interface AnswerFrame {
  readonly compressed: boolean;
  readonly bytes: Buffer;
}

const HEAD = 5;

/** Puts the chunks of an answer together. Nothing is set aside for a length that was only announced. */
export class AnswerFrames {
  #chunks: Buffer[] = [];
  #length = 0;
  /** Length of the message that is being read, with its head; 0 while that is not known. */
  #wanted = 0;

  /** The first message; undefined while none is complete. */
  first: AnswerFrame | undefined;
  /** Whether more than one message came. */
  extra = false;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    while (this.#isComplete()) this.#take();
  }

  #isComplete(): boolean {
    if (this.#wanted === 0 && this.#length >= HEAD) {
      this.#wanted = HEAD + this.#joined().readUInt32BE(1);
    }
    return this.#wanted > 0 && this.#length >= this.#wanted;
  }

  #take(): void {
    const all = this.#joined();
    if (this.first === undefined) {
      this.first = { compressed: all[0] === 1, bytes: all.subarray(HEAD, this.#wanted) };
    } else this.extra = true;
    const rest = all.subarray(this.#wanted);
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
    this.#wanted = 0;
  }

  #joined(): Buffer {
    const [only] = this.#chunks;
    if (this.#chunks.length === 1 && only !== undefined) return only;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }
}
