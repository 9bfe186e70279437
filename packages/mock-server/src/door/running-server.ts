import { asyncDispose, checkFields, FUNCTION, MisuseError } from '@dlubal-kit/auth-core';
import { routeTo } from '../call/answer-call.js';
import type { CallWorld } from '../call/call-world.js';
import { type KeyScope, KeyScopes } from '../call/key-scopes.js';
import type { Outage, OutageKind, OutageOptions } from '../engine/outage.js';
import { realSetImmediate } from '../engine/real-timers.js';
import type { FaultName } from '../faults/fault.js';
import { FaultList } from '../faults/fault-list.js';
import { HandlerList } from '../handlers/handler-list.js';
import type { HandlerInfo, RpcHandler } from '../handlers/rpc-handler.js';
import type { CallFilter, KnownNames } from '../journal/call-filter.js';
import type { CallRecord } from '../journal/call-record.js';
import type { DroppedCalls } from '../journal/dropped-calls.js';
import { Journal } from '../journal/journal.js';
import { type WaitOptions, waitForRequest } from '../journal/wait-for-request.js';
import { KeyRing } from '../keys/key-ring.js';
import { KEY_FIELDS, type KeySpec, type MockKey } from '../keys/mock-key.js';
import { FailedHandshakes } from '../listener/failed-handshakes.js';
import { GrpcListener } from '../listener/grpc-listener.js';
import { Meters, type Usage } from '../metering/meters.js';
import { MovableClock } from '../metering/movable-clock.js';
import { SpendNotes } from '../metering/spend-notes.js';
import { type ServiceDefinition, type ServiceHandlers, Services } from '../services/services.js';
import type { Story } from '../stories/story.js';
import { StoryList } from '../stories/story-list.js';
import type { StoryName } from '../stories/story-table.js';
import type { CertificateState } from '../tls/certificate-state.js';
import type { ServerIdentity } from '../tls/server-identity.js';
import { checkedLimit, limitOf, listenerOptionsOf } from './check-options.js';
import { addressText, callableHost, configText, environmentOf, settingsText } from './client-setup.js';
import type { FaultOptions } from './fault-options.js';
import { KeySession, type SessionHost } from './key-session.js';
import type { MockServer, ResetListener } from './mock-server.js';
import type { MockServerOptions } from './mock-server-options.js';
import type { MockSession } from './mock-session.js';
import { type ChangeableOptions, reconfigure } from './reconfigure.js';
import { Troubles } from './troubles.js';

/** The server behind `startMockServer`: a door to the parts that do the work. */
export class RunningServer implements MockServer, SessionHost {
  readonly host: string;
  readonly clock: MovableClock;
  #clockStart: Date | string | undefined;
  readonly #listener: GrpcListener;
  readonly #world: CallWorld;
  readonly #troubles: Troubles;
  readonly #identity: ServerIdentity | undefined;
  readonly #notes = new SpendNotes(process.env, realSetImmediate);
  #stopped: Promise<void> | undefined;
  readonly #resetListeners: Set<ResetListener> = new Set();
  readonly #handshakes = new FailedHandshakes();
  /** The certificate that is presented now, where the server makes its own. */
  #certificate: CertificateState | undefined;
  readonly #firstCertificate: CertificateState | undefined;
  #port = 0;

  /** @param options after `checkServerOptions`. */
  constructor(options: MockServerOptions, identity: ServerIdentity | undefined) {
    const listening = listenerOptionsOf(options, identity?.first);
    this.#identity = identity;
    this.#clockStart = options.clock;
    this.host = callableHost(listening.host);
    this.clock = new MovableClock(options.clock);
    this.#world = {
      keys: new KeyRing(options.keys),
      meters: metersFor(options, this.clock.now()),
      clock: this.clock,
      journal: new Journal(options.journal),
      faults: new FaultList(),
      stories: new StoryList(),
      handlers: new HandlerList(options.handlers),
      scopes: new KeyScopes(options),
      services: new Services(options),
      unmatched: options.onUnmatchedCall,
    };
    this.#world.meters.onSpend = (requests) => this.#notes.add(requests);
    this.#firstCertificate = certificateIn(options.tls);
    this.#certificate = this.#firstCertificate;
    this.#listener = new GrpcListener(listening, routeTo(this.#world), (why) =>
      this.#handshakes.note(handshakeSentence(why, this.#certificate)),
    );
    this.#troubles = new Troubles(this.#world, this.#listener, () => this.known);
  }

  async listen(): Promise<void> {
    this.#port = await this.#listener.listen();
    this.#notes.add(0);
  }

  get known(): KnownNames {
    const { services, keys } = this.#world;
    return {
      paths: [...services.rows.keys()],
      labels: keys.all().map(({ label }) => label),
      requestForm: (path) => services.rows.get(path)?.requestForm,
    };
  }

  get port(): number {
    return this.#port;
  }

  get address(): string {
    return addressText(this.host, this.#port);
  }

  get ca(): string | undefined {
    return this.#identity?.made?.ca;
  }

  get tls(): boolean | { readonly ca: string } {
    return this.ca === undefined ? this.#identity !== undefined : { ca: this.ca };
  }

  get keys(): Readonly<Record<string, MockKey>> {
    return this.#world.keys.record();
  }

  get requests(): readonly CallRecord[] {
    return this.#world.journal.calls;
  }

  get dropped(): readonly DroppedCalls[] {
    return this.#world.journal.dropped;
  }

  get droppedRequests(): number {
    return this.#world.journal.droppedCount;
  }

  get openConnections(): number {
    return this.#listener.sockets.size;
  }

  get failedHandshakes(): readonly string[] {
    return this.#handshakes.all;
  }

  onFailedHandshake(listener: (why: string) => void): () => void {
    checkListener(listener);
    return this.#handshakes.watch(listener);
  }

  get usage(): Usage {
    return this.#world.meters.usage(this.clock.now());
  }

  get spent(): number {
    return this.#world.meters.spent;
  }

  get monthlyLimit(): number {
    return this.usage.limit;
  }

  set monthlyLimit(limit: number) {
    this.#world.meters.setLimit(checkedLimit(limit));
  }

  key(label: string): MockKey {
    return this.#world.keys.get(label);
  }

  mintKey(spec: KeySpec & { readonly label?: string } = {}): MockKey {
    checkFields(spec, KEY_FIELDS, 'the settings of a key');
    return this.#world.keys.add(spec.label, spec);
  }

  usageOf(key: MockKey | string): Usage {
    return this.#world.meters.usageOfKey(this.#world.keys.get(key), this.clock.now());
  }

  session(key: MockKey | string): MockSession {
    return new KeySession(this.#world.keys.get(key), this);
  }

  scopeOf(key: MockKey): KeyScope {
    return this.#world.scopes.of(this.#world.keys.get(key));
  }

  use(...handlers: RpcHandler[]): void {
    this.#world.handlers.use(handlers);
  }

  resetHandlers(...next: RpcHandler[]): void {
    this.#world.handlers.reset(next);
    this.#world.services.handlers.restore();
    for (const [, { handlers }] of this.#world.scopes.all()) handlers.reset([]);
  }

  restoreHandlers(): void {
    this.#world.handlers.restore();
    this.#world.services.handlers.restore();
    for (const [, { handlers }] of this.#world.scopes.all()) handlers.restore();
  }

  listHandlers(): HandlerInfo[] {
    const ofKeys = this.#world.scopes.all().flatMap(([key, { handlers }]) => handlers.list(key.label));
    return [...ofKeys, ...this.#world.handlers.list(), ...this.#world.services.handlers.list()];
  }

  addService<Definition extends ServiceDefinition>(
    definition: Definition,
    handlers: ServiceHandlers<Definition>,
  ): void {
    this.#world.services.add(definition, handlers, this.addService);
  }

  fault(name: FaultName, options: FaultOptions = {}): () => void {
    return this.faultFor(undefined, name, options);
  }

  faultFor(key: MockKey | undefined, name: FaultName, options: FaultOptions): () => void {
    return this.#troubles.fault(key, name, options);
  }

  outage(kind: OutageKind, options?: OutageOptions): Outage {
    return this.#troubles.outage(kind, options);
  }

  async presentCertificate(state: CertificateState): Promise<void> {
    const made = this.#identity?.made;
    if (made === undefined) {
      throw new MisuseError(
        'The mock server cannot show another certificate: it has made none.',
        'Start it with tls: true, or tls: { certificate }.',
      );
    }
    this.#listener.present(made.of(state));
    this.#certificate = state;
    await this.#listener.sendAll();
  }

  play(name: StoryName): Story {
    return this.playFor(undefined, name);
  }

  playFor(key: MockKey | undefined, name: StoryName): Story {
    return this.#troubles.play(key, name);
  }

  waitForRequest(filter?: CallFilter, options?: WaitOptions, key?: MockKey): Promise<CallRecord> {
    const { journal } = this.#world;
    return waitForRequest(journal, filter, options, { known: this.known, key: key?.label });
  }

  onRequest(listener: (call: CallRecord) => void): () => void {
    checkListener(listener);
    return this.#world.journal.watch(listener);
  }

  config(last?: string): string {
    const keys = this.#world.keys.all();
    return configText(keys, last === undefined ? keys[0] : this.key(last));
  }

  settings(): string {
    return settingsText(this.host, this.#port, this.#identity !== undefined);
  }

  env(key?: MockKey | string): Record<string, string> {
    const { keys } = this.#world;
    const chosen = key === undefined ? keys.all()[0] : keys.get(key);
    return environmentOf({
      key: chosen ?? this.mintKey(),
      address: this.address,
      tls: this.#identity !== undefined,
      caFile: this.#identity?.caFile?.path,
    });
  }

  restoreHandlersFor(key: MockKey): void {
    const { label } = this.#world.keys.get(key);
    this.#world.handlers.restoreFor(label);
    this.#world.services.handlers.restoreFor(label);
  }

  resetKey(given: MockKey): void {
    const { stories, faults, journal, meters, scopes, keys } = this.#world;
    const key = keys.get(given);
    stories.endAll(key);
    faults.clearOf(key.label);
    journal.forget(key.label);
    meters.forget(key);
    scopes.forget(key);
    this.restoreHandlersFor(key);
    for (const listener of this.#resetListeners) listener(key);
  }

  reconfigure(options: ChangeableOptions): void {
    reconfigure(this.#world, options);
    if (String(options.clock) === String(this.#clockStart)) return;
    this.#clockStart = options.clock;
    this.#startClock();
  }

  reset(): void {
    const { stories, faults, meters, journal, handlers, scopes, services } = this.#world;
    stories.endAll();
    faults.clear();
    this.#listener.endOutage();
    if (this.#identity !== undefined) this.#listener.present(this.#identity.first);
    this.#certificate = this.#firstCertificate;
    this.#handshakes.clear();
    this.#startClock();
    meters.reset(this.clock.now());
    journal.clear();
    handlers.reset([]);
    services.handlers.restore();
    scopes.forget();
    for (const listener of this.#resetListeners) listener(undefined);
  }

  onReset(listener: ResetListener): () => void {
    checkListener(listener);
    this.#resetListeners.add(listener);
    return () => this.#resetListeners.delete(listener);
  }

  #startClock(): void {
    this.clock.reset();
    if (this.#clockStart !== undefined) this.clock.set(this.#clockStart);
  }

  stop(): Promise<void> {
    this.#identity?.caFile?.remove();
    this.#stopped ??= Promise.all([this.#notes.write(), this.#listener.stop()]).then(() => {});
    return this.#stopped;
  }

  [asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/** @throws {MisuseError} for what cannot be called: it would be found out at a call of somebody else. */
function checkListener(listener: unknown): void {
  checkFields({ listener }, { listener: FUNCTION }, 'what listens');
}

function metersFor(options: MockServerOptions, now: Date): Meters {
  const meters = new Meters(limitOf(options), now);
  meters.billing = options.billing ?? {};
  meters.overage = options.overage ?? false;
  return meters;
}

/** The certificate that the option `tls` asks for, where it is one that the server makes. */
function certificateIn(tls: MockServerOptions['tls']): CertificateState | undefined {
  if (tls === true) return 'valid';
  return typeof tls === 'object' && 'certificate' in tls ? tls.certificate : undefined;
}

/** `a TLS handshake failed: expired certificate: …`. */
function handshakeSentence(why: string, certificate: CertificateState | undefined): string {
  const shown = certificate === undefined || certificate === 'valid' ? '' : `${certificate} certificate: `;
  return `a TLS handshake failed: ${shown}${why}`;
}
