import type { FaultName, FaultOptions } from '../faults/fault.js';
import { type FaultReply, fault } from '../handlers/reply.js';
import { callMatches } from '../journal/call-filter.js';
import type { CallRecord } from '../journal/call-record.js';

interface Entry {
  /** Label of the one key whose calls it strikes. */
  readonly key: string | undefined;
  readonly matches: (call: CallRecord) => boolean;
  readonly fault: FaultReply;
  left: number;
}

/** The faults that wait for a call; the one declared last is asked first. */
export class FaultList {
  #entries: Entry[] = [];

  /** Adds a fault, and gives the function that takes it back. @param key label of the key that it is for. */
  add(name: FaultName, options: FaultOptions, key: string | undefined): () => void {
    const { when, times = Number.POSITIVE_INFINITY, ...settings } = options;
    const matches = callMatches(when);
    const entry: Entry = {
      key,
      matches: (call) => (key === undefined || call.key === key) && matches(call),
      fault: fault(name, settings),
      left: times,
    };
    this.#entries.unshift(entry);
    return () => {
      entry.left = 0;
    };
  }

  /** The fault that strikes a call, if any; it is used up by that. */
  take(call: CallRecord): FaultReply | undefined {
    if (this.#entries.length === 0) return undefined;
    const entry = this.#entries.find(({ left, matches }) => left > 0 && matches(call));
    if (entry !== undefined) entry.left -= 1;
    return entry?.fault;
  }

  clearOf(key: string): void {
    this.#entries = this.#entries.filter((entry) => entry.key !== key);
  }

  clear(): void {
    this.#entries = [];
  }
}
