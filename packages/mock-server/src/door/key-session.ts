import type { KeyScope } from '../call/key-scopes.js';
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
import { configText } from './client-setup.js';
import type { FaultOptions } from './fault-options.js';
import type { MockSession } from './mock-session.js';

/** What a session needs of its server. */
export interface SessionHost {
  readonly requests: readonly CallRecord[];
  readonly dropped: readonly DroppedCalls[];
  readonly known: KnownNames;
  scopeOf(key: MockKey): KeyScope;
  usageOf(key: MockKey): Usage;
  faultFor(key: MockKey | undefined, name: FaultName, options: FaultOptions): () => void;
  playFor(key: MockKey | undefined, name: StoryName): Story;
  waitForRequest(
    filter: CallFilter | undefined,
    options: WaitOptions | undefined,
    key: MockKey,
  ): Promise<CallRecord>;
  env(key: MockKey): Record<string, string>;
  resetKey(key: MockKey): void;
  /** Lets handlers of all keys answer this one as if it had made no call. */
  restoreHandlersFor(key: MockKey): void;
}

/** The session of a key. It holds nothing itself, so two sessions of a key are one. */
export class KeySession implements MockSession {
  readonly key: MockKey;
  readonly #host: SessionHost;

  constructor(key: MockKey, host: SessionHost) {
    this.key = key;
    this.#host = host;
  }

  get known(): KnownNames {
    return this.#host.known;
  }

  get requests(): readonly CallRecord[] {
    return this.#host.requests.filter((call) => call.key === this.key.label);
  }

  get dropped(): readonly DroppedCalls[] {
    return this.#host.dropped.filter(({ key }) => key === this.key.label);
  }

  get usage(): Usage {
    return this.#host.usageOf(this.key);
  }

  use(...handlers: RpcHandler[]): void {
    this.#host.scopeOf(this.key).handlers.use(handlers);
  }

  resetHandlers(...next: RpcHandler[]): void {
    this.#host.scopeOf(this.key).handlers.reset(next);
    this.#host.restoreHandlersFor(this.key);
  }

  restoreHandlers(): void {
    this.#host.scopeOf(this.key).handlers.restore();
    this.#host.restoreHandlersFor(this.key);
  }

  listHandlers(): HandlerInfo[] {
    return this.#host.scopeOf(this.key).handlers.list(this.key.label);
  }

  fault(name: FaultName, options: FaultOptions = {}): () => void {
    return this.#host.faultFor(this.key, name, options);
  }

  play(name: StoryName): Story {
    return this.#host.playFor(this.key, name);
  }

  waitForRequest(filter?: CallFilter, options?: WaitOptions): Promise<CallRecord> {
    return this.#host.waitForRequest(filter, options, this.key);
  }

  config(): string {
    return configText([this.key], this.key);
  }

  env(): Record<string, string> {
    return this.#host.env(this.key);
  }

  reset(): void {
    this.#host.resetKey(this.key);
  }
}
