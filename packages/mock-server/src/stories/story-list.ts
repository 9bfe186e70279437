import type { FaultReply } from '../faults/fault-reply.js';
import type { StatusReply } from '../handlers/reply.js';
import type { MockKey } from '../keys/mock-key.js';
import type { PlayedStory } from './story.js';

interface Entry {
  readonly story: PlayedStory;
  /** The one key that the story is about; all keys without it. */
  readonly key: MockKey | undefined;
}

/** The stories that run. */
export class StoryList {
  readonly #entries: Set<Entry> = new Set();

  /** Adds a story and returns the function that removes it. */
  add(story: PlayedStory, key: MockKey | undefined): () => void {
    const entry = { story, key };
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  }

  /** A call of a key comes in: the stories go on, and one of them may say what takes the place of its answer. */
  next(key: MockKey): StatusReply | FaultReply | undefined {
    if (this.#entries.size === 0) return undefined;
    let instead: StatusReply | FaultReply | undefined;
    for (const entry of this.#entries) {
      if (entry.key === undefined || entry.key === key) instead = entry.story.next() ?? instead;
    }
    return instead;
  }

  /** Ends all stories, or those of one key. */
  endAll(key?: MockKey): void {
    for (const entry of [...this.#entries]) if (key === undefined || entry.key === key) entry.story.end();
  }
}
