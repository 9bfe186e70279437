import type { PlanName } from '@dlubal-kit/auth-core';
import type { MockServerTls } from '../engine/listener-options.js';
import type { RpcHandler } from '../handlers/rpc-handler.js';
import type { UnmatchedPolicy } from '../handlers/unmatched-call.js';
import type { JournalOptions } from '../journal/journal.js';
import type { KeysOption } from '../keys/key-ring.js';
import type { BillingOption } from '../metering/billing-rules.js';
import type { RfemDescription } from '../rfem/rfem-facts.js';
import type { ServedServices } from '../services/services.js';
import type { MadeCertificate } from '../tls/certificate-state.js';

/** What `startMockServer` takes. Everything has a default. */
export interface MockServerOptions<Keys extends KeysOption = KeysOption>
  extends RfemDescription,
    ServedServices {
  /**
   * The keys that the server knows: a list of key texts (labelled `project_1`, `project_2` …), or labels with a
   * key's text or a description each. A description without a text gets a new key, different on each run.
   *
   * @default one new key, labelled `project_1`
   * @example { keys: { project_1: { limit: 1_000 }, old: { state: 'revoked' } } }
   */
  readonly keys?: Keys;
  /** Requests a month for the whole company, shared by all keys. Excludes `plan`. @default no limit */
  readonly monthlyLimit?: number;
  /** A subscription plan, whose requests a month are the limit. Excludes `monthlyLimit`. @default no plan */
  readonly plan?: PlanName;
  /** Whether calls beyond the limit are answered, and billed, all the same. @default false */
  readonly overage?: boolean;
  /** What is billed, where it differs from `BILLING_RULES`. */
  readonly billing?: BillingOption;
  /** @default a free port */
  readonly port?: number;
  /** Address to listen on. @default '127.0.0.1' */
  readonly host?: string;
  /**
   * TLS. With `true` the server makes itself an authority and a certificate for localhost, 127.0.0.1 and ::1, in memory;
   * `certificate` chooses what is wrong with it; `cert` and `key` are a certificate of your own.
   *
   * @default false: plaintext, as the real server is set up
   * @example { tls: { certificate: 'expired' } }
   */
  readonly tls?: boolean | MadeCertificate | MockServerTls;
  /**
   * Whether the server keeps the process alive. In a test it should not: one that forgets to stop it still ends.
   * @default false
   */
  readonly ref?: boolean;
  /** Handlers that are there from the start, and again after `resetHandlers()`. @default none */
  readonly handlers?: readonly RpcHandler[];
  /**
   * What to do with a call that no handler answers. `error`: the call fails with UNIMPLEMENTED, and the message names the
   * nearest handlers. `default`: the in-memory models answer. `warn`: the same, with a line on stderr. A method that
   * the models do not have is always an error, and the two calls that clients make by themselves (`get_application_info`,
   * `close_connection`) never are.
   *
   * @default 'error' for methods without a handler as soon as handlers were declared, for this key or for all; until
   * then, and where the method's own handlers passed the call on, 'default'
   */
  readonly onUnmatchedCall?: UnmatchedPolicy;
  /** The moment at which the server's clock is stopped until it is moved. @default the system's clock */
  readonly clock?: Date | string;
  /** How much of the calls is kept. */
  readonly journal?: JournalOptions;
  /** Most bytes of one request, compressed or not. @default 64 MiB */
  readonly maxMessageBytes?: number;
  /** How long a connection may take to say that it speaks HTTP/2, in milliseconds. @default 10_000 */
  readonly handshakeTimeoutMs?: number;
  /** How long the body of a call may pause, in milliseconds. @default 30_000 */
  readonly idleBodyMs?: number;
  /**
   * A client whose keepalive pings come more often than this, with no answer in between, is sent away: GOAWAY with
   * ENHANCE_YOUR_CALM and `too_many_pings`, as gRPC's own servers do it, which have the same default. 0 allows any.
   * In milliseconds. Whether RFEM's server does so is not known [?].
   *
   * @default 300_000
   */
  readonly minPingIntervalMs?: number;
  /** Compresses each message of an answer, for clients whose `grpc-accept-encoding` has gzip. @default false */
  readonly gzip?: boolean;
}

/** The labels of the keys that the options name; `string` where they are not known before the server runs. */
export type LabelsOf<Keys> = Keys extends readonly unknown[] ? string : Extract<keyof Keys, string>;
