import {
  type ApiKey,
  CHECKED_LATER,
  either,
  type FieldChecks,
  FLAG,
  FUNCTION,
  OBJECT,
  oneOf,
} from '@dlubal-kit/auth-core';
import type { BudgetOptions } from '../budget/budget-options.js';
import type { RetryOptions } from '../call/retry-policy.js';
import type { Compression } from '../channel/compression.js';
import { KEY_FIELDS, LOOKUP_FIELDS, SERVER_FIELDS } from '../gather/gather-fields.js';
import type { ServerOptions } from '../gather/gather-options.js';
import type { LoadKeyOptions } from '../load-key/load-key.js';
import type { CallHooks } from '../observe/call-hooks.js';

/** Something that works, but that the author of the program should know. Never holds a key. */
export interface ClientWarning {
  /** `DLUBAL_PLAINTEXT`: the key leaves this machine unencrypted. `DLUBAL_VERSION`: server and client differ. `DLUBAL_KEY`: about the key and where it was found. `DLUBAL_BUDGET`: a budget is nearly used up, or cannot be counted. `DLUBAL_HOOK`: `onCall`, `onFailure` or OpenTelemetry threw. */
  readonly code: 'DLUBAL_PLAINTEXT' | 'DLUBAL_VERSION' | 'DLUBAL_KEY' | 'DLUBAL_BUDGET' | 'DLUBAL_HOOK';
  readonly message: string;
}

/**
 * Which key to use, where the server is, and how long a call can take. What is left open comes from the environment, then
 * from a `.dlubalrc` (that of a project has a say in `apiKeyName` and `deadlineMs` alone), then has its default. Each
 * option names its variable and its setting.
 */
export interface ClientOptions extends LoadKeyOptions, ServerOptions, CallHooks {
  /**
   * Gives the key, instead of the places that are looked at otherwise. Excludes `apiKeyValue` and `apiKeyName`. Called once,
   * on connecting; with `reloadKey` before each call as well.
   *
   * @example { keyProvider: keyFrom(fromCommand(['vault-key', 'dlubal'])) }
   */
  readonly keyProvider?: (() => string | ApiKey | Promise<string | ApiKey>) | undefined;
  /**
   * Looks for the key before each call, so that a changed config.ini counts from the next call on: for programs that run for
   * weeks and keys that are replaced. config.ini is read again only when it was changed; `keyProvider` and a keyring are asked
   * each time (`cached` keeps a provider's answer). Calls that look at the same time share one look. A call that finds no key
   * is refused before anything is sent.
   *
   * @default false
   * @example { apiKeyName: 'project_1', reloadKey: true }
   */
  readonly reloadKey?: boolean | undefined;
  /**
   * How many requests a month may cost, counted with all programs that share a pool. A call beyond it is refused before it is
   * sent, with kind `budget-exhausted`; so is every call after the server answered `access-restricted`. `false` ignores
   * `~/.dlubalrc`.
   *
   * @default `budget_per_month` and `budget_pool` in `~/.dlubalrc`; without either nothing is counted
   * @throws {MisuseError} when it cannot be used.
   * @example { budget: { pool: 'acme', perMonth: 3_000, warnAt: 0.8, onLimit: 'refuse' } }
   */
  readonly budget?: BudgetOptions | false | undefined;
  /**
   * Makes a span and a measurement of each call with OpenTelemetry, in whatever SDK the program has set up: client spans named
   * `dlubal.api.rfem.Application/get_model_list` and the histogram `rpc.client.duration`, by its conventions for RPC. A span has
   * the name and the fingerprint of the key, never the key. Needs the package `@opentelemetry/api`, which is loaded only then.
   *
   * @default false
   * @throws {MisuseError} when `@opentelemetry/api` is not installed.
   */
  readonly openTelemetry?: boolean | undefined;
  /**
   * Longest time for making a connection, in milliseconds: the look-up of the name, the socket, the proxy, TLS, the first words of
   * HTTP/2. A call that finds no connection in this time fails with `billed: 'no'`, however long its own deadline is.
   *
   * @default 8_000
   */
  readonly connectTimeoutMs?: number | undefined;
  /**
   * Repeats calls that failed before the server saw them and may succeed later (`billed: 'no'` and `retryable`), such as those
   * to a server that is just starting; never one that may have been billed. The deadline is for all attempts together. Without
   * it a call is sent again only where its connection turned it away unread.
   *
   * @default no repeats
   * @example { retry: { attempts: 5, backoff: 500 } } // waits about 0.5, 1, 2 and 4 seconds
   */
  readonly retry?: RetryOptions | undefined;
  /**
   * Whether requests are sent gzipped: `auto` where that gains time (16 kB and more, to another machine, unless the server says
   * that it cannot unpack them), `gzip` always, `none` never. Answers are unpacked in any case.
   *
   * @default 'auto'
   */
  readonly compression?: Compression | undefined;
  /** Gets what the program's author should know. @default process.emitWarning, which prints it on stderr once */
  readonly onWarning?: ((warning: ClientWarning) => void) | undefined;
}

/** Options of `connect`: where the server is, which key to send, and how to call. */
export interface ConnectOptions extends ClientOptions {
  /**
   * Asks the server for its version on connecting, as the official client does, and warns when the messages of this package
   * were written for another. Costs one billed request; `false` connects with the first call and costs nothing.
   *
   * @default true
   */
  readonly checkVersion?: boolean | undefined;
  /**
   * Calls `close_connection` on closing, as the official client does. Costs one billed request; the connection
   * ends either way, so it is left out unless asked for.
   *
   * @default false
   */
  readonly closeConnection?: boolean | undefined;
}

/** What `createClient` takes; a field without a row does not compile. Values are looked at by what uses them. */
export const CLIENT_FIELDS: FieldChecks<ClientOptions> = {
  ...KEY_FIELDS,
  keyProvider: FUNCTION,
  reloadKey: FLAG,
  ...SERVER_FIELDS,
  connectTimeoutMs: CHECKED_LATER,
  retry: OBJECT,
  compression: oneOf('auto', 'gzip', 'none'),
  budget: either(FLAG, OBJECT),
  onWarning: FUNCTION,
  onCall: FUNCTION,
  onFailure: FUNCTION,
  openTelemetry: FLAG,
  ...LOOKUP_FIELDS,
};

/** The same of `connect`. */
export const CONNECT_FIELDS: FieldChecks<ConnectOptions> = {
  ...CLIENT_FIELDS,
  checkVersion: FLAG,
  closeConnection: FLAG,
};
