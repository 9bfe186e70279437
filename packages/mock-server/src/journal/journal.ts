import { Attempts } from './attempts.js';
import { type ArrivedCall, CallRecord } from './call-record.js';
import { countOf, DroppedCallCounts, type DroppedCalls } from './dropped-calls.js';

/**
 * How much the journal keeps of each key. The oldest calls of a key are dropped first, never those of another key, and
 * stay counted: the matchers know how many there were.
 */
export interface JournalOptions {
  /** Calls kept per key. Fewer are less work for the garbage collector. @default 1_000 */
  readonly maxCalls?: number;
  /** Bytes of requests and answers that are kept per key. @default 8 MiB */
  readonly maxBytes?: number;
}

/** The answered calls of one key, in the order of their answers. */
interface Shelf {
  readonly calls: CallRecord[];
  bytes: number;
}

/** Bounded list of calls, in the order of their arrival. */
export class Journal {
  /** The calls that are kept. The array stays the same one and grows as calls come in. */
  readonly calls: CallRecord[] = [];
  readonly #maxCalls: number;
  readonly #maxBytes: number;
  /** By the label of the key; calls without a known key share one. */
  readonly #shelves: Map<string | undefined, Shelf> = new Map();
  readonly #dropped = new DroppedCallCounts();
  #seq = 0;
  readonly #attempts = new Attempts();
  readonly #watchers: Set<(call: CallRecord) => void> = new Set();

  constructor(options: JournalOptions = {}) {
    this.#maxCalls = options.maxCalls ?? 1_000;
    this.#maxBytes = options.maxBytes ?? 8 * 1024 * 1024;
  }

  /** The calls that were dropped to keep within the bounds, counted. */
  get dropped(): DroppedCalls[] {
    return this.#dropped.rows;
  }

  /** How many they are. */
  get droppedCount(): number {
    return countOf(this.dropped);
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
    // A call that was under way at a reset is not in the journal any more.
    if (this.calls.lastIndexOf(record) !== -1) this.#shelve(record);
    for (const watcher of this.#watchers) watcher(record);
  }

  #shelve(record: CallRecord): void {
    const shelf = this.#shelves.get(record.key) ?? { calls: [], bytes: 0 };
    this.#shelves.set(record.key, shelf);
    shelf.calls.push(record);
    shelf.bytes += record.keptBytes;
    while (shelf.calls.length > this.#maxCalls || (shelf.bytes > this.#maxBytes && shelf.calls.length > 1))
      this.#dropOldest(shelf);
  }

  #dropOldest(shelf: Shelf): void {
    const oldest = shelf.calls.shift();
    if (oldest === undefined) return;
    shelf.bytes -= oldest.keptBytes;
    // With one key it is the first of all, and shift() moves no other.
    if (this.calls[0] === oldest) this.calls.shift();
    else this.calls.splice(this.calls.indexOf(oldest), 1);
    this.#dropped.add(oldest);
  }

  /** Reports each call that is settled, until the returned function is called. */
  watch(watcher: (call: CallRecord) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Drops the calls of one key, and their counts. */
  forget(key: string): void {
    const kept = this.calls.filter((call) => call.key !== key);
    this.calls.splice(0, this.calls.length, ...kept);
    this.#shelves.delete(key);
    this.#dropped.forget(key);
  }

  clear(): void {
    this.calls.length = 0;
    this.#shelves.clear();
    this.#dropped.clear();
    this.#seq = 0;
    this.#attempts.clear();
  }
}
