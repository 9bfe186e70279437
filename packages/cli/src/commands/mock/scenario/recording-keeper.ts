import type { Recorder } from '@dlubal-kit/mock-server/scenario';
import type { RecordFile } from '../../../edge/record-file.js';
import type { Printer } from '../../../terminal/printer.js';

/** How long calls are collected before the file is written again, in milliseconds. */
const COLLECT_MS = 300;
/** A long recording takes time to write: this share of a core at most. */
const SHARE = 0.1;

/** Writes the file as calls come in, so that a crash loses little. */
export class RecordingKeeper {
  readonly #file: RecordFile;
  readonly #recorder: Recorder;
  readonly #print: Printer;
  #timer: NodeJS.Timeout | undefined;
  #tookMs = 0;

  constructor(file: RecordFile, recorder: Recorder, print: Printer) {
    this.#file = file;
    this.#recorder = recorder;
    this.#print = print;
  }

  soon(): void {
    this.#timer ??= setTimeout(() => this.now(), Math.max(COLLECT_MS, this.#tookMs / SHARE));
  }

  /** @returns whether it could be written; the reason is printed if not. */
  now(): boolean {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const begun = performance.now();
    try {
      this.#file.write(this.#recorder.scenario());
      this.#tookMs = performance.now() - begun;
      return true;
    } catch (cause) {
      this.#print.log(`the recording could not be written: ${(cause as Error).message}`);
      return false;
    }
  }
}
