import type { ApiKey } from '@dlubal-kit/auth-core';
import type { TlsOption } from '../channel/credentials.js';
import type { LoadKeyOptions } from '../load-key/load-key.js';

/** Something that works, but that the author of the program should know. Never holds a key. */
export interface ClientWarning {
  /** `DLUBAL_PLAINTEXT`: the key leaves this machine in clear. `DLUBAL_VERSION`: server and client differ. `DLUBAL_KEY`: about the key and where it was found. */
  readonly code: 'DLUBAL_PLAINTEXT' | 'DLUBAL_VERSION' | 'DLUBAL_KEY';
  readonly message: string;
}

/**
 * Which key to use, where the server is, and how long a call may take. What of `url`, `port`, `tls` and `deadlineMs` is left
 * open is read from the nearest `.dlubalrc`, then has its default.
 */
export interface ClientOptions extends LoadKeyOptions {
  /**
   * Gives the key, instead of the places that are looked at otherwise. Excludes `apiKeyValue` and `apiKeyName`. Called once,
   * on connecting.
   *
   * @example { keyProvider: keyFrom(fromCommand(['vault-key', 'dlubal'])) }
   */
  readonly keyProvider?: (() => string | ApiKey | Promise<string | ApiKey>) | undefined;
  /**
   * Host of the server, or host and port: `10.0.0.5`, `rfem.example:9000`, `[::1]:9000`, `unix:/run/rfem.sock`. No scheme.
   *
   * @default '127.0.0.1'
   * @throws {AddressError} with what to write instead.
   */
  readonly url?: string | undefined;
  /** Port of the server, 1 to 65535, where `url` names none. @default 9000 */
  readonly port?: number | string | undefined;
  /**
   * Encrypts the connection: `true` trusts the system's roots, `{ caFile }` and `{ ca }` trust roots of your own and only
   * these. Plaintext to another machine sends the key in clear, and warns.
   *
   * @default false, as the server is set up by default (docs/facts/wire.md, Transport)
   * @throws {TlsRootsError} when the roots cannot be used.
   * @example { tls: { caFile: 'office-root.pem' } }
   */
  readonly tls?: TlsOption | undefined;
  /**
   * Longest time a call may take, in milliseconds, unless the call says otherwise. `Infinity` sets no limit.
   *
   * @default 60_000, and 3_600_000 for what loads, saves or calculates (`calculateAll`, `openModel` …): a limit always,
   * because a peer that accepts a connection and never answers would otherwise hold the program for ever.
   */
  readonly deadlineMs?: number | undefined;
  /** Gets what the program's author should know. @default process.emitWarning, which prints it on stderr once */
  readonly onWarning?: ((warning: ClientWarning) => void) | undefined;
}

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
