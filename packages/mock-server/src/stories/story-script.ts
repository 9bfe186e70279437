import type { FaultReply } from '../faults/fault-reply.js';
import type { StatusReply } from '../handlers/reply.js';

/** What a story may change about the server. */
export interface Stage {
  /** Puts the key, or all keys, into a state. */
  setKeyState(state: 'revoked' | 'expired' | 'no-permission' | 'no-subscription'): void;
  /** Uses up the month's requests. */
  useUp(): void;
  /** Moves the clock to the next month. */
  nextMonth(): void;
  /** Takes the server away for some milliseconds. */
  goAway(ms: number): void;
}

/** A part of a story: what holds for so many calls. */
export interface Step {
  readonly says: string;
  /** Calls that the step lasts; `Infinity` for the last one. */
  readonly calls: number;
  /** Changes the server when the step begins: before its first call is looked at. */
  readonly begin?: (stage: Stage) => void;
  /** Takes the place of the answer, for calls that were let in. */
  readonly answer?: StatusReply | FaultReply;
}

/** A failure story. Its name is not a kind of failure: several stories end in the same refusal. */
export interface StoryScript {
  readonly tells: string;
  readonly steps: readonly [Step, ...Step[]];
}
