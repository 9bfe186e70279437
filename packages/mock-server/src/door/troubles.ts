import { checkFields, checkName, dispose, MILLISECONDS } from '@dlubal-kit/auth-core';
import type { CallWorld } from '../call/call-world.js';
import { OUTAGE_KINDS, type Outage, type OutageKind, type OutageOptions } from '../engine/outage.js';
import { realClearTimeout, realSetTimeout } from '../engine/real-timers.js';
import type { FaultName } from '../faults/fault.js';
import { fault } from '../faults/fault-reply.js';
import { FAULT_ROWS } from '../faults/fault-table.js';
import { callMatches, type KnownNames } from '../journal/call-filter.js';
import type { MockKey } from '../keys/mock-key.js';
import type { GrpcListener } from '../listener/grpc-listener.js';
import { makeStage } from '../stories/make-stage.js';
import { PlayedStory, type Story } from '../stories/story.js';
import { STORIES, type StoryName } from '../stories/story-table.js';
import { FAULT_FIELDS, type FaultOptions } from './fault-options.js';

/** What goes wrong on a server because a test asked for it. A trouble without a key is everybody's. */
export class Troubles {
  readonly #world: CallWorld;
  readonly #listener: GrpcListener;
  readonly #known: () => KnownNames;

  constructor(world: CallWorld, listener: GrpcListener, known: () => KnownNames) {
    this.#world = world;
    this.#listener = listener;
    this.#known = known;
  }

  /** @returns what ends it. @throws {MisuseError} for a fault, an option or a filter that there is not. */
  fault(key: MockKey | undefined, name: FaultName, options: FaultOptions): () => void {
    checkName(name, Object.keys(FAULT_ROWS), 'fault');
    checkFields(options, FAULT_FIELDS, `the settings of the fault ${name}`);
    const { when, times = Number.POSITIVE_INFINITY, ...settings } = options;
    const struck = {
      fault: fault(name, settings),
      key: key?.label,
      matches: callMatches(when, this.#known()),
      times,
    };
    return this.#world.faults.add(struck);
  }

  /** @throws {MisuseError} for an outage or an option that there is not. */
  outage(kind: OutageKind, options: OutageOptions = {}): Outage {
    checkName(kind, OUTAGE_KINDS, 'outage');
    checkFields<OutageOptions>(options, { forMs: MILLISECONDS }, "the outage's options");
    const { forMs } = options;
    const over = this.#listener.begin(kind);
    const timer = forMs === undefined ? undefined : realSetTimeout(() => end(), forMs);
    timer?.unref();
    const end = (): void => {
      realClearTimeout(timer);
      over();
    };
    return { kind, end, [dispose]: end };
  }

  /** @throws {MisuseError} for a story that there is not. */
  play(key: MockKey | undefined, name: StoryName): Story {
    checkName(name, Object.keys(STORIES), 'story');
    const { meters, stories, keys } = this.#world;
    const { stage, putBack } = makeStage({
      keys: key === undefined ? keys.all() : [key],
      company: key === undefined,
      meters,
      clock: this.#world.clock,
      goAway: (forMs) => this.outage('refuse', { forMs }),
    });
    const story = new PlayedStory(name, STORIES[name], stage, () => {
      takeOut();
      putBack();
    });
    const takeOut = stories.add(story, key);
    return story;
  }
}
