import type { FaultReply } from './fault-reply.js';

/** What the list needs to know of a call. */
interface StruckCall {
  /** Label of the key. */
  readonly key: string | undefined;
}

/** A fault that waits for calls. */
export interface WaitingFault<Call> {
  readonly fault: FaultReply;
  /** Label of the one key whose calls it strikes; all keys without it. */
  readonly key: string | undefined;
  readonly matches: (call: Call) => boolean;
  /** Calls that it strikes. */
  readonly times: number;
}

/** The faults that wait for a call; the one declared last is asked first. */
export class FaultList<Call extends StruckCall> {
  #entries: { readonly waiting: WaitingFault<Call>; left: number }[] = [];

  /** Adds a fault, and returns the function that takes it back. */
  add(waiting: WaitingFault<Call>): () => void {
    const entry = { waiting, left: waiting.times };
    this.#entries.unshift(entry);
    return () => {
      entry.left = 0;
    };
  }

  /** Whether a fault waits, so that the request must be read before it is asked. */
  get empty(): boolean {
    return this.#entries.length === 0;
  }

  /** The fault that strikes a call, if any; it is used up by that. */
  take(call: Call): FaultReply | undefined {
    if (this.#entries.length === 0) return undefined;
    const entry = this.#entries.find(
      ({ left, waiting: { key, matches } }) =>
        left > 0 && (key === undefined || call.key === key) && matches(call),
    );
    if (entry !== undefined) entry.left -= 1;
    return entry?.waiting.fault;
  }

  clearOf(key: string): void {
    this.#entries = this.#entries.filter(({ waiting }) => waiting.key !== key);
  }

  clear(): void {
    this.#entries = [];
  }
}
