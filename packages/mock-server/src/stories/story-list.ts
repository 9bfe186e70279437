import type { FaultReply, StatusReply } from '../handlers/reply.js';
import type { MockKey } from '../keys/mock-key.js';
import type { RunningRehearsal } from './story.js';

interface Entry {
  readonly rehearsal: RunningRehearsal;
  /** The one key that the story is about; all keys without it. */
  readonly key: MockKey | undefined;
}

/** The stories that run. */
export class RehearsalList {
  readonly #entries: Set<Entry> = new Set();

  /** Adds a story and gives the function that takes it out. */
  add(rehearsal: RunningRehearsal, key: MockKey | undefined): () => void {
    const entry = { rehearsal, key };
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  }

  /** A call of a key comes in: the stories go on, and one of them may say what takes the place of its answer. */
  next(key: MockKey): StatusReply | FaultReply | undefined {
    if (this.#entries.size === 0) return undefined;
    let instead: StatusReply | FaultReply | undefined;
    for (const entry of this.#entries) {
      if (entry.key === undefined || entry.key === key) instead = entry.rehearsal.next() ?? instead;
    }
    return instead;
  }

  /** Ends all stories, or those of one key. */
  endAll(key?: MockKey): void {
    for (const entry of [...this.#entries]) if (key === undefined || entry.key === key) entry.rehearsal.end();
  }
}
