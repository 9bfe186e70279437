import { GrpcListener } from '../engine/grpc-listener.js';
import { HandlerList } from '../handlers/handler-list.js';
import { DEFAULT_INFO, type RfemFacts } from '../handlers/model-answers.js';
import { RfemModels } from '../handlers/rfem-models.js';
import type { HandlerInfo, RpcHandler } from '../handlers/rpc-handler.js';
import type { CallRecord } from '../journal/call-record.js';
import { Journal } from '../journal/journal.js';
import { KeyRing } from '../keys/key-ring.js';
import type { KeySpec, MockKey } from '../keys/mock-key.js';
import { Meters, type Usage } from '../metering/meters.js';
import { MovableClock } from '../metering/movable-clock.js';
import { answerCall } from './answer-call.js';
import type { CallWorld } from './call-world.js';
import { checkedLimit, limitOf, listenerOptionsOf } from './check-options.js';
import type { MockServer } from './mock-server.js';
import type { MockServerOptions } from './mock-server-options.js';

/** What belongs to one key: its handlers and its RFEM. */
interface KeyScope {
  readonly handlers: HandlerList;
  readonly rfem: RfemFacts;
}

/** The server behind `startMockServer`. */
export class RunningServer implements MockServer {
  readonly host: string;
  readonly clock: MovableClock;
  readonly #options: MockServerOptions;
  readonly #listener: GrpcListener;
  readonly #keys: KeyRing;
  readonly #meters: Meters;
  readonly #journal: Journal;
  readonly #handlers: HandlerList;
  readonly #scopes: Map<MockKey, KeyScope> = new Map();
  #port = 0;

  constructor(options: MockServerOptions) {
    const listening = listenerOptionsOf(options);
    this.#options = options;
    this.host = listening.host;
    this.clock = new MovableClock(options.clock);
    this.#keys = new KeyRing(options.keys);
    this.#meters = new Meters(limitOf(options), this.clock.now());
    this.#journal = new Journal(options.journal);
    this.#handlers = new HandlerList(options.handlers);
    const world = this.#world();
    this.#listener = new GrpcListener(listening, (call) => answerCall(world, call));
  }

  #world(): CallWorld {
    const { billing = {}, overage = false, onUnmatchedCall = 'default' } = this.#options;
    return {
      keys: this.#keys,
      meters: this.#meters,
      clock: this.clock,
      billing,
      overage,
      journal: this.#journal,
      handlers: this.#handlers,
      handlersOf: (key) => this.#scope(key).handlers,
      rfemOf: (key) => this.#scope(key).rfem,
      unmatched: onUnmatchedCall,
    };
  }

  #scope(key: MockKey): KeyScope {
    const known = this.#scopes.get(key);
    if (known !== undefined) return known;
    const { applicationInfo, objectTypes = {} } = this.#options;
    const rfem = {
      models: new RfemModels(),
      info: Object.freeze({ ...DEFAULT_INFO, ...applicationInfo }),
      objectTypes: new Map(Object.entries(objectTypes)),
    };
    const scope = { handlers: new HandlerList(), rfem };
    this.#scopes.set(key, scope);
    return scope;
  }

  async listen(): Promise<void> {
    this.#port = await this.#listener.listen();
  }

  get port(): number {
    return this.#port;
  }

  get address(): string {
    return this.host.includes(':') ? `[${this.host}]:${this.#port}` : `${this.host}:${this.#port}`;
  }

  get keys(): Readonly<Record<string, MockKey>> {
    return this.#keys.record();
  }

  get requests(): readonly CallRecord[] {
    return this.#journal.calls;
  }

  get droppedRequests(): number {
    return this.#journal.dropped;
  }

  get usage(): Usage {
    return this.#meters.usage(this.clock.now());
  }

  get monthlyLimit(): number {
    return this.usage.limit;
  }

  set monthlyLimit(limit: number) {
    this.#meters.setLimit(checkedLimit(limit));
  }

  key(label: string): MockKey {
    return this.#keys.get(label);
  }

  mintKey(spec: KeySpec & { readonly label?: string } = {}): MockKey {
    return this.#keys.add(spec.label, spec);
  }

  usageOf(key: MockKey | string): Usage {
    return this.#meters.usageOfKey(typeof key === 'string' ? this.key(key) : key, this.clock.now());
  }

  use(...handlers: RpcHandler[]): void {
    this.#handlers.use(handlers);
  }

  resetHandlers(...next: RpcHandler[]): void {
    this.#handlers.reset(next);
    for (const { handlers } of this.#scopes.values()) handlers.reset([]);
  }

  restoreHandlers(): void {
    this.#handlers.restore();
    for (const { handlers } of this.#scopes.values()) handlers.restore();
  }

  listHandlers(): HandlerInfo[] {
    const ofKeys = [...this.#scopes].flatMap(([key, { handlers }]) => handlers.list(key.label));
    return [...ofKeys, ...this.#handlers.list()];
  }

  reset(): void {
    this.clock.reset();
    if (this.#options.clock !== undefined) this.clock.set(this.#options.clock);
    this.#meters.reset(this.clock.now());
    this.#journal.clear();
    this.#handlers.reset([]);
    this.#scopes.clear();
  }

  stop(): Promise<void> {
    return this.#listener.stop();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
