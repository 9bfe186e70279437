import type { Outage, OutageKind, OutageOptions } from '../engine/outage.js';
import type { FaultName } from '../faults/fault.js';
import type { HandlerInfo, RpcHandler } from '../handlers/rpc-handler.js';
import type { CallFilter, KnownNames } from '../journal/call-filter.js';
import type { CallRecord } from '../journal/call-record.js';
import type { DroppedCalls } from '../journal/dropped-calls.js';
import type { WaitOptions } from '../journal/wait-for-request.js';
import type { KeySpec, MockKey } from '../keys/mock-key.js';
import type { Usage } from '../metering/meters.js';
import type { MovableClock } from '../metering/movable-clock.js';
import type { ServiceDefinition, ServiceHandlers } from '../services/services.js';
import type { Story } from '../stories/story.js';
import type { StoryName } from '../stories/story-table.js';
import type { CertificateState } from '../tls/certificate-state.js';
import type { FaultOptions } from './fault-options.js';
import type { MockSession } from './mock-session.js';
import type { ChangeableOptions } from './reconfigure.js';

/** Is called after a reset: of the whole server, or of the session of one key. */
export type ResetListener = (key: MockKey | undefined) => void;

/** A running mock server. Made by `startMockServer`. */
export interface MockServer<Label extends string = string> extends AsyncDisposable {
  /** Where a client on this machine calls it, as `127.0.0.1:41234`, also when it listens on all addresses. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
  /**
   * The root certificate by which clients know this server, as PEM; undefined without TLS, and with a certificate of
   * your own.
   */
  readonly ca: string | undefined;
  /**
   * What node-client's option `tls` must be for this server, with TLS and without.
   *
   * @example await connect({ port: server.port, tls: server.tls });
   */
  readonly tls: boolean | { readonly ca: string };
  /** The keys by label. `server.keys.project_1.reveal()` is the text that a client sends. */
  readonly keys: Readonly<Record<Label, MockKey>>;
  /** Paths of the methods and labels of the keys that it knows: names that a filter or a matcher can use. */
  readonly known: KnownNames;
  /** The calls that came in, in order: the journal. The array grows as calls come in; keys in it are masked. */
  readonly requests: readonly CallRecord[];
  /** Calls that were dropped from `requests` to keep it within its bounds: how many of which kind. Matchers count them. */
  readonly dropped: readonly DroppedCalls[];
  /** How many they are in all. */
  readonly droppedRequests: number;
  /** Connections that are open now: for tests that look for leaks. */
  readonly openConnections: number;
  /**
   * TLS handshakes that failed, a sentence each, which no call shows: `a TLS handshake failed: expired certificate: …`. The
   * last hundred.
   */
  readonly failedHandshakes: readonly string[];
  /** The company's requests of this month. */
  readonly usage: Usage;
  /** Requests billed since the start, over months and resets: what the real server would have cost. */
  readonly spent: number;
  /** The clock by which months are counted. */
  readonly clock: MovableClock;
  /** Requests a month for the whole company; may be changed at any time. */
  monthlyLimit: number;

  /** @throws {MisuseError} when no key has this label; the message names those there are. */
  key(label: string): MockKey;
  /** Adds a key. @throws {MisuseError} when label or text are taken. */
  mintKey(spec?: KeySpec & { readonly label?: string }): MockKey;
  /** The requests of this month that one key made, against its own limit. */
  usageOf(key: MockKey | string): Usage;

  /** Puts handlers before those that are there: later ones win. */
  use(...handlers: RpcHandler[]): void;
  /** Removes the handlers that `use` added, those of keys too; given some, they take the initial ones' place. */
  resetHandlers(...next: RpcHandler[]): void;
  /** Lets handlers with `once` or `times` that are used up answer again. */
  restoreHandlers(): void;
  /** The handlers in the order in which they are asked, with where each was declared. */
  listHandlers(): HandlerInfo[];

  /**
   * Serves another service behind the same key check, count, journal and faults, in the form that grpc-js's stubs,
   * `@grpc/proto-loader` and `loadProto` have. `reset()` keeps it. The standard health service and reflection are always there, without a key.
   *
   * A method that answers with a stream takes an array or a generator; one that is sent a stream gets its requests to
   * be read by `for await`. A stream is one call in journal and count, however many messages it has.
   *
   * @throws {MisuseError} when a handler has no method, or cannot answer it.
   * @example server.addService(GreeterService, { hello: ({ name }) => ({ text: `Hello ${name}` }) });
   * @example
   * server.addService(ClockService, {
   *   async *ticks({ count }, { signal }) {
   *     for (let tick = 0; tick < count && !signal.aborted; tick += 1) yield { tick };
   *   },
   * });
   */
  addService<Definition extends ServiceDefinition>(
    definition: Definition,
    handlers: ServiceHandlers<Definition>,
  ): void;

  /** The server as one key sees it: handlers, calls, faults, models and counter of that key alone. */
  session(key: MockKey | string): MockSession;

  /** Lets calls go wrong on the real transport, and returns the function that takes the fault back. */
  fault(name: FaultName, options?: FaultOptions): () => void;
  /**
   * Takes the server away without giving up its port.
   *
   * @param options.forMs ends the outage by itself after some milliseconds.
   * @example { using _away = server.outage('refuse'); await expect(app.getModelList()).rejects.toThrow(); }
   */
  outage(kind: OutageKind, options?: OutageOptions): Outage;
  /**
   * Presents another certificate from now on. Open connections are asked to go away, after the calls that they have, so that
   * the next call meets it; resolves when those without calls are closed. `reset()` puts the first one back.
   *
   * @throws {MisuseError} when there is no such certificate.
   * @throws {Error} when the server makes no certificates: without TLS, or with one of your own.
   * @example await server.presentCertificate('expired');
   */
  presentCertificate(state: CertificateState): Promise<void>;
  /** Runs a failure story over several calls; `STORIES` lists them with a sentence about each. */
  play(name: StoryName): Story;

  /**
   * Waits until a call, or so many of them, have their answer; those that came before count.
   * @throws {Error} when they do not come in time; the message shows the last calls.
   */
  waitForRequest(filter?: CallFilter, options?: WaitOptions): Promise<CallRecord>;

  /**
   * Reports each call once it has its answer, until the returned function is called.
   *
   * @example const stop = server.onRequest((call) => console.log(call.method, call.billed));
   */
  onRequest(listener: (call: CallRecord) => void): () => void;
  /** Reports each TLS handshake that failed, as a sentence, until the returned function is called. */
  onFailedHandshake(listener: (why: string) => void): () => void;

  /**
   * The text of a config.ini with all keys, as the official client reads it.
   *
   * @param last label of the key that was used last. @default the first key
   */
  config(last?: string): string;
  /** The text of a `.dlubalrc` that leads to this server. */
  settings(): string;
  /**
   * Variables for a program under test: `DLUBAL_API_KEY`, `DLUBAL_API_URL`, `DLUBAL_API_TLS`, with TLS `DLUBAL_API_CA_FILE`
   * (a file that `stop()` removes), and no proxy for loopback. A client of this project needs nothing else.
   *
   * @param key label of the key. @default the first key
   */
  env(key?: string): Record<string, string>;

  /**
   * Takes other options while it runs: those that are left out have their defaults again, and handlers begin anew.
   * Port, keys, models, journal and counters stay.
   *
   * @throws {MisuseError} when an option is unknown or has a wrong value.
   */
  reconfigure(options: ChangeableOptions): void;
  /** Back to the start: handlers, faults, stories, journal, counters, clock, models, certificate. Port, keys and connections stay. */
  reset(): void;
  /** Calls a function after each `reset()`, and with its key after each reset of a session, until the returned function is called. */
  onReset(listener: ResetListener): () => void;
  /** Ends calls and connections and frees the port. Never hangs; may be called twice. */
  stop(): Promise<void>;
}
