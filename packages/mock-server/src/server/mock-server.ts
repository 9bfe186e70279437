import type { HandlerInfo, RpcHandler } from '../handlers/rpc-handler.js';
import type { CallRecord } from '../journal/call-record.js';
import type { KeySpec, MockKey } from '../keys/mock-key.js';
import type { Usage } from '../metering/meters.js';
import type { MovableClock } from '../metering/movable-clock.js';

/** A running mock server. Made by `startMockServer`. */
export interface MockServer<Label extends string = string> extends AsyncDisposable {
  /** Where it listens, as `127.0.0.1:41234`. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
  /** The keys by label. `server.keys.project_1.reveal()` is the text that a client sends. */
  readonly keys: Readonly<Record<Label, MockKey>>;
  /** The calls that came in, in order: the journal. The array grows as calls come in; keys in it are masked. */
  readonly requests: readonly CallRecord[];
  /** Calls that were dropped from `requests` to keep it within its bounds. */
  readonly droppedRequests: number;
  /** The company's requests of this month. */
  readonly usage: Usage;
  /** The clock by which months are counted. */
  readonly clock: MovableClock;
  /** Requests a month for the whole company; may be changed at any time. */
  monthlyLimit: number;

  /** @throws {TypeError} when no key has this label; the message names those there are. */
  key(label: string): MockKey;
  /** Adds a key. @throws {TypeError} when label or text are taken. */
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

  /** Back to the start: handlers, journal, counters, clock, models. Port, keys and connections stay. */
  reset(): void;
  /** Ends calls and connections and frees the port. Never hangs; may be called twice. */
  stop(): Promise<void>;
}
