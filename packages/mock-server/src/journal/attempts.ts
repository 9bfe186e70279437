import type { CallRecord } from './call-record.js';

/**
 * Tells first tries from further ones. A retry by policy says so in `grpc-previous-rpc-attempts`; a transparent one,
 * after a stream that the server refused, says nothing, so the next call of the same key to the same method is taken for it.
 */
export class Attempts {
  readonly #refused: Map<string, number> = new Map();

  /** Gives the number of this attempt, from 1. */
  number(call: CallRecord, previousAttempts: string | undefined): number {
    const slot = `${call.key ?? ''} ${call.path}`;
    const refused = this.#refused.get(slot);
    if (refused !== undefined) this.#refused.delete(slot);
    const previous = /^[0-9]{1,3}$/.test(previousAttempts ?? '') ? Number(previousAttempts) : 0;
    return Math.max(previous, refused ?? 0) + 1;
  }

  /** Remembers that the stream of a call was refused. */
  refused(call: CallRecord): void {
    this.#refused.set(`${call.key ?? ''} ${call.path}`, call.attempt);
  }

  clear(): void {
    this.#refused.clear();
  }
}
