import type { FaultList } from '../faults/fault-list.js';
import type { HandlerList } from '../handlers/handler-list.js';
import type { UnmatchedPolicy } from '../handlers/unmatched-call.js';
import type { CallRecord } from '../journal/call-record.js';
import type { Journal } from '../journal/journal.js';
import type { KeyRing } from '../keys/key-ring.js';
import type { Meters } from '../metering/meters.js';
import type { MovableClock } from '../metering/movable-clock.js';
import type { Services } from '../services/services.js';
import type { StoryList } from '../stories/story-list.js';
import type { KeyScopes } from './key-scopes.js';

/** All that decides the answer to a call. */
export interface CallWorld {
  readonly keys: KeyRing;
  readonly meters: Meters;
  readonly clock: MovableClock;
  readonly journal: Journal;
  readonly faults: FaultList<CallRecord>;
  readonly stories: StoryList;
  /** Handlers of all keys. */
  readonly handlers: HandlerList;
  /** What belongs to one key: its handlers and its models. */
  readonly scopes: KeyScopes;
  readonly services: Services;
  /** What the options say of calls that no handler answers. */
  unmatched: UnmatchedPolicy | undefined;
}
