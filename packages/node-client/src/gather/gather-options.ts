import type { ApiKey, KeyFormat } from '@dlubal-kit/auth-core';
import type { Environment } from '../config/config-path.js';

/** Where things are looked up, when not where this process would look. */
export interface LookupOptions {
  /** Path of config.ini. Environment: `DLUBAL_API_CONFIG`. @default `locateConfig()` */
  readonly config?: string | undefined;
  /** @default process.env */
  readonly env?: Environment | undefined;
  /** Where the search for a project's `.dlubalrc` begins. @default process.cwd() */
  readonly cwd?: string | undefined;
  /** The home folder. @default os.homedir() */
  readonly home?: string | undefined;
  /** As `process.platform`. @default process.platform */
  readonly platform?: string | undefined;
  /**
   * Asked for a name that config.ini does not hold; `false` asks no keyring.
   *
   * @default the system's keyring, where the optional package `@napi-rs/keyring` is installed
   */
  readonly keyring?: KeyringReader | false | undefined;
  /**
   * Whether config.ini stores which key was used last, as the official client does: the key becomes its
   * `default`, and a value given with a new name is stored under it. A name from a `.dlubalrc` is used, not
   * remembered. Environment: `DLUBAL_REMEMBER_LAST_USED`, where `0` turns it off.
   *
   * @default true
   */
  readonly rememberLastUsed?: boolean | undefined;
  /**
   * Which texts count as keys, both where one is sent and where one is stored. `any` is for the day when Dlubal changes the
   * form of its keys: then every text that a header can carry is one. Environment: `DLUBAL_API_KEY_FORMAT`.
   *
   * @default 'dlubal', which is "ak-" and 48 hexadecimal digits
   */
  readonly keyFormat?: KeyFormat | undefined;
}

/** The part of a keyring that is needed to look a key up. */
export interface KeyringReader {
  readonly get: (name: string) => Promise<string | undefined>;
}

/** Which key to use. */
export interface KeyOptions {
  /** The key itself. Environment: `DLUBAL_API_KEY`. */
  readonly apiKeyValue?: string | ApiKey | null | undefined;
  /**
   * Name of a key in config.ini or in the keyring. With `apiKeyValue`: the name to store it under.
   * Environment: `DLUBAL_API_KEY_NAME`. `.dlubalrc`: `key_name`.
   */
  readonly apiKeyName?: string | null | undefined;
}

/** TLS other than with the roots of the system. */
export interface TlsSettings {
  /** A PEM file with the roots to trust, and only these. */
  readonly caFile?: string | undefined;
  /** The same as PEM text. */
  readonly ca?: string | Uint8Array | undefined;
  /** The name that the server's certificate is for, where the address is another one. @default the host of `url` */
  readonly serverName?: string | undefined;
  /** PEM files with a certificate of this side and its key, for a server that asks for one (mutual TLS). */
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  /** The same as PEM text. */
  readonly cert?: string | Uint8Array | undefined;
  readonly key?: string | Uint8Array | undefined;
}

/** How the connection is secured: `false` plaintext, `true` TLS, or TLS with roots or a certificate of your own. */
export type TlsOption = boolean | TlsSettings;

/** Where the server is, and how long a call can take. */
export interface ServerOptions {
  /**
   * Host of the server, or host and port: `10.0.0.5`, `rfem.example:9000`, `[::1]:9000`, `unix:/run/rfem.sock`. No scheme.
   * Environment: `DLUBAL_API_URL`. `~/.dlubalrc`: `url`.
   *
   * @default '127.0.0.1'
   * @throws {AddressError} with what to write instead.
   */
  readonly url?: string | undefined;
  /** Port of the server, 1 to 65535, where `url` has none. `~/.dlubalrc`: `port`, for the `url` there. @default 9000 */
  readonly port?: number | string | undefined;
  /**
   * Encrypts the connection. `true` trusts the roots in `DLUBAL_API_CA_FILE` or in `ca_file` of `~/.dlubalrc`, else those
   * of the system (with `GRPC_DEFAULT_SSL_ROOTS_FILE_PATH` or `NODE_EXTRA_CA_CERTS` as Node and gRPC read them); `{ caFile }`
   * and `{ ca }` trust roots of your own and only these. To an IP address, the certificate's IP entries count. `false` sends the key unencrypted:
   * to another machine only with a warning. Environment: `DLUBAL_API_TLS` (1 or 0). `~/.dlubalrc`: `tls`.
   *
   * @default no TLS to this machine, as the server is set up by default (docs/facts/wire.md, Transport); without TLS
   * another machine is refused, unless plaintext was asked for
   * @throws {TlsRootsError} when the roots cannot be used.
   * @throws {DlubalError} `plaintext-refused`, before anything is sent.
   * @example { tls: { caFile: 'office-root.pem' } }
   * @example { url: '10.0.0.5', tls: { serverName: 'rfem.example', certFile: 'me.pem', keyFile: 'me.key' } }
   */
  readonly tls?: TlsOption | undefined;
  /**
   * URL of a proxy on the way to the server (`http://user:password@host:port`), also for a server on this machine; `false` for
   * none. Environment: `grpc_proxy`, `https_proxy`, `http_proxy`, and `no_grpc_proxy`, `no_proxy` for hosts without one.
   *
   * @default the environment's, and none to this machine
   * @throws {DlubalError} `proxy-failed` for one that is not `http:`.
   */
  readonly proxy?: string | false | undefined;
  /**
   * Longest time a call can take, in milliseconds, unless the call says otherwise. `Infinity` sets no limit.
   * `.dlubalrc`: `deadline_ms`.
   *
   * @default 60_000, and 3_600_000 for what loads, saves or calculates (`calculateAll`, `openModel` …): a limit always,
   * because a peer that accepts a connection and never answers would otherwise hold the program for ever.
   */
  readonly deadlineMs?: number | undefined;
}

/** Everything that `gather` decides by. */
export interface GatherOptions extends KeyOptions, ServerOptions, LookupOptions {
  /** How messages name options: `apiKeyName` or `--key-name`. @default 'code' */
  readonly optionNames?: 'code' | 'flag' | undefined;
}
