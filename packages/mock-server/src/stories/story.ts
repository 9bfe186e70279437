import { dispose } from '@dlubal-kit/auth-core';
import type { FaultReply } from '../faults/fault-reply.js';
import type { StatusReply } from '../handlers/reply.js';
import type { Stage, Step, StoryScript } from './story-script.js';

/** A story that runs. `using` ends it at the end of the block. */
export interface Story extends Disposable {
  readonly name: string;
  /** What it tells, in a sentence. */
  readonly tells: string;
  /** What holds now, in a few words; undefined before the first call. */
  readonly now: string | undefined;
  /** Calls that it has seen. */
  readonly calls: number;
  /** Ends the story and puts keys, counters and clock back to where they were. */
  end(): void;
}

/** Tells a story call by call. */
export class PlayedStory implements Story {
  readonly name: string;
  readonly tells: string;
  calls = 0;
  readonly #steps: readonly Step[];
  readonly #stage: Stage;
  readonly #putBack: () => void;
  #at = -1;
  #left = 0;
  #ended = false;

  constructor(name: string, story: StoryScript, stage: Stage, putBack: () => void) {
    this.name = name;
    this.tells = story.tells;
    this.#steps = story.steps;
    this.#stage = stage;
    this.#putBack = putBack;
  }

  get now(): string | undefined {
    return this.#steps[this.#at]?.says;
  }

  /** A call comes in: gives what takes the place of its answer. */
  next(): StatusReply | FaultReply | undefined {
    this.calls += 1;
    if (this.#left === 0) this.#enter(this.#at + 1);
    this.#left -= 1;
    return this.#steps[this.#at]?.answer;
  }

  #enter(at: number): void {
    this.#at = at;
    const step = this.#steps[at];
    this.#left = step?.calls ?? Number.POSITIVE_INFINITY;
    step?.begin?.(this.#stage);
  }

  end(): void {
    // Once: what was changed since then is not the story's any more.
    if (!this.#ended) this.#putBack();
    this.#ended = true;
  }

  [dispose](): void {
    this.end();
  }
}
