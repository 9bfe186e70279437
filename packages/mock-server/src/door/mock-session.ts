import type { FaultName } from '../faults/fault.js';
import type { HandlerInfo, RpcHandler } from '../handlers/rpc-handler.js';
import type { CallFilter, KnownNames } from '../journal/call-filter.js';
import type { CallRecord } from '../journal/call-record.js';
import type { DroppedCalls } from '../journal/dropped-calls.js';
import type { WaitOptions } from '../journal/wait-for-request.js';
import type { MockKey } from '../keys/mock-key.js';
import type { Usage } from '../metering/meters.js';
import type { Story } from '../stories/story.js';
import type { StoryName } from '../stories/story-table.js';
import type { FaultOptions } from './fault-options.js';

/**
 * A server as one key sees it: handlers, calls, faults, models and counter of that key alone. Each call carries its key,
 * so tests that run at the same time, and clients in other languages, share a server without seeing each other.
 *
 * @example
 * const session = server.session(server.mintKey());
 * session.use(rpc.getModelList({ modelInfo: [] }));
 */
export interface MockSession {
  readonly key: MockKey;
  /** Names that a filter or a matcher can use. */
  readonly known: KnownNames;
  /** The calls of this key, in order. */
  readonly requests: readonly CallRecord[];
  /** The calls of this key that were dropped from `requests` to keep it within its bounds, counted. */
  readonly dropped: readonly DroppedCalls[];
  /** The requests of this month that this key made, against its own limit. */
  readonly usage: Usage;
  use(...handlers: RpcHandler[]): void;
  resetHandlers(...next: RpcHandler[]): void;
  restoreHandlers(): void;
  listHandlers(): HandlerInfo[];
  fault(name: FaultName, options?: FaultOptions): () => void;
  play(name: StoryName): Story;
  waitForRequest(filter?: CallFilter, options?: WaitOptions): Promise<CallRecord>;
  /** The text of a config.ini with this key alone, as the default. */
  config(): string;
  /** Variables for a program under test that uses this key. */
  env(): Record<string, string>;
  /** Forgets this key's handlers, faults, models, count and calls; other keys keep theirs. */
  reset(): void;
}
