import type { HandlerList } from '../handlers/handler-list.js';
import type { RfemFacts } from '../handlers/model-answers.js';
import type { UnmatchedPolicy } from '../handlers/unmatched-call.js';
import type { Journal } from '../journal/journal.js';
import type { KeyRing } from '../keys/key-ring.js';
import type { MockKey } from '../keys/mock-key.js';
import type { BillingOption } from '../metering/billing-rules.js';
import type { Meters } from '../metering/meters.js';
import type { MovableClock } from '../metering/movable-clock.js';

/** All that decides the answer to a call. */
export interface CallWorld {
  readonly keys: KeyRing;
  readonly meters: Meters;
  readonly clock: MovableClock;
  readonly billing: BillingOption;
  /** Whether calls beyond the limit are answered all the same. */
  readonly overage: boolean;
  readonly journal: Journal;
  /** Handlers of all keys. */
  readonly handlers: HandlerList;
  /** Handlers of one key. */
  readonly handlersOf: (key: MockKey) => HandlerList;
  readonly rfemOf: (key: MockKey) => RfemFacts;
  readonly unmatched: UnmatchedPolicy;
}
