import type { Recorder } from '@dlubal-kit/mock-server/scenario';
import { createFile, writeWhole } from '../../../edge/write-whole.js';
import type { Printer } from '../../../terminal/printer.js';

/** How long calls are collected before the file is written again, in milliseconds. */
const COLLECT_MS = 300;
/** A long recording takes time to write: this share of a core at most. */
const SHARE = 0.1;
/** How often a recording that could not be written is tried again at the end. */
const LAST_TRIES = 5;

/** Writes the file as calls come in, so that a crash loses little. What failed is tried again: its calls were billed. */
export class RecordingKeeper {
  readonly #path: string;
  readonly #recorder: Recorder;
  readonly #print: Printer;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<boolean> = Promise.resolve(true);
  #tookMs = 0;
  #failing = false;
  #leftover: string | undefined;
  #finishing = false;

  /**
   * @param shown the path as it can appear in a message
   * @throws {UsageError} when the file already exists, or cannot be created
   */
  constructor(path: string, shown: string, recorder: Recorder, print: Printer) {
    createFile(path, shown, recorder.scenario());
    this.#path = path;
    this.#recorder = recorder;
    this.#print = print;
  }

  soon(): void {
    if (this.#finishing) return;
    this.#timer ??= setTimeout(
      async () => {
        this.#timer = undefined;
        if (!(await this.#write('removed'))) this.soon();
      },
      Math.max(COLLECT_MS, this.#tookMs / SHARE),
    );
  }

  /** Writes all that came in. @returns whether it could be written; where it is otherwise is printed. */
  async finish(): Promise<boolean> {
    this.#finishing = true;
    for (let left = LAST_TRIES; left > 0; left -= 1) {
      if (await this.#write(left === 1 ? 'kept' : 'removed')) return true;
    }
    if (this.#leftover !== undefined) this.#print.log(`what was recorded is in ${this.#leftover}`);
    return false;
  }

  /** One at a time. The reason of a failure is printed once, until a write succeeds. */
  #write(leftover: 'removed' | 'kept'): Promise<boolean> {
    this.#writing = this.#writing.then(async () => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      const begun = performance.now();
      try {
        await writeWhole(this.#path, this.#recorder.scenario(), leftover);
        this.#failing = false;
      } catch (cause) {
        if (!this.#failing) {
          this.#print.log(
            `the recording could not be written and is tried again: ${(cause as Error).message}`,
          );
        }
        this.#failing = true;
        this.#leftover = (cause as { readonly leftover?: string }).leftover;
      }
      this.#tookMs = performance.now() - begun;
      return !this.#failing;
    });
    return this.#writing;
  }
}
