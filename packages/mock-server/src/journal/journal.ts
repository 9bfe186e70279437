import { Attempts } from './attempts.js';
import { type ArrivedCall, CallRecord } from './call-record.js';

/** How much the journal keeps. The oldest calls are dropped first. */
export interface JournalOptions {
  /** Fewer calls kept are less work for the garbage collector. @default 1_000 */
  readonly maxCalls?: number;
  /** Bytes of requests and answers that are kept. @default 8 MiB */
  readonly maxBytes?: number;
}

/** Bounded list of calls, in the order of their arrival. */
export class Journal {
  /** The calls that are kept. The array stays the same one and grows as calls come in. */
  readonly calls: CallRecord[] = [];
  /** How many calls were dropped to keep within the bounds. */
  dropped = 0;
  readonly #maxCalls: number;
  readonly #maxBytes: number;
  #bytes = 0;
  #seq = 0;
  readonly #attempts = new Attempts();
  readonly #watchers: Set<(call: CallRecord) => void> = new Set();

  constructor(options: JournalOptions = {}) {
    this.#maxCalls = options.maxCalls ?? 1_000;
    this.#maxBytes = options.maxBytes ?? 8 * 1024 * 1024;
  }

  /** Opens the record of a call. @param previousAttempts the header by which a retry says which one it is. */
  open(call: ArrivedCall, previousAttempts: string | undefined): CallRecord {
    this.#seq += 1;
    const record = new CallRecord(this.#seq, call);
    record.attempt = this.#attempts.number(record, previousAttempts);
    this.calls.push(record);
    return record;
  }

  /** The stream of a call was refused: its client will send it again without a word. */
  willRetry(record: CallRecord): void {
    this.#attempts.refused(record);
  }

  /** A call has its answer: its size is known, and whoever waits for it is notified. */
  settle(record: CallRecord): void {
    this.#bytes += record.keptBytes;
    while (this.calls.length > this.#maxCalls || (this.#bytes > this.#maxBytes && this.calls.length > 1)) {
      const oldest = this.calls.shift();
      if (oldest !== undefined) this.#bytes -= counted(oldest);
      this.dropped += 1;
    }
    for (const watcher of this.#watchers) watcher(record);
  }

  /** Reports each call that is settled, until the returned function is called. */
  watch(watcher: (call: CallRecord) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Drops the calls of one key. */
  forget(key: string): void {
    const kept = this.calls.filter((call) => call.key !== key);
    for (const call of this.calls) if (call.key === key) this.#bytes -= counted(call);
    this.calls.splice(0, this.calls.length, ...kept);
  }

  clear(): void {
    this.calls.length = 0;
    this.dropped = 0;
    this.#bytes = 0;
    this.#seq = 0;
    this.#attempts.clear();
  }
}

/** What a call adds to the bytes of the journal: nothing before its end. */
function counted({ outcome, keptBytes }: CallRecord): number {
  return outcome === 'pending' ? 0 : keptBytes;
}
