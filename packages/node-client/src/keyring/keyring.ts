import {
  checkFields,
  type FieldChecks,
  FUNCTION,
  KEY_FORMAT,
  type KeyFormat,
  KeyFormatError,
  keyFormatOf,
  MILLISECONDS,
  TEXT,
  whyNotSendable,
} from '@dlubal-kit/auth-core';
import { recordChanges } from '../config/audit-log.js';
import { AUDIT, type AuditOptions, auditLog } from '../config/audit-options.js';
import { type KeyChange, removedChange, storedChange } from '../config/key-changes.js';
import { codeOf } from '../file/config-file-error.js';
import { ProviderError } from './provider-error.js';

/** The part of `@napi-rs/keyring` that is used. */
export interface KeyringModule {
  readonly AsyncEntry: new (
    service: string,
    account: string,
    options?: { linux?: { store?: 'secret-service' } },
  ) => KeyringEntry;
  readonly findCredentialsAsync: (
    service: string,
    target?: string | null,
    signal?: AbortSignal,
  ) => Promise<readonly KeyringCredential[]>;
}

/** A key as the keyring lists it. */
export interface KeyringCredential {
  readonly account: string;
  readonly password: string;
}

/** The place of one key in the keyring. */
export interface KeyringEntry {
  getPassword(signal?: AbortSignal): Promise<string | null>;
  setPassword(password: string, signal?: AbortSignal): Promise<void>;
  deletePassword(signal?: AbortSignal): Promise<boolean>;
}

/** Options of the provider that asks the system keyring. */
export interface KeyringOptions {
  /** The service under which the keys are stored. @default 'dlubal-api' */
  readonly service?: string;
  /** Longest wait for the keyring, which may ask its user, in milliseconds. @default 30_000 */
  readonly timeoutMs?: number;
  /** Which texts count as keys. Environment: `DLUBAL_API_KEY_FORMAT`. @default 'dlubal' */
  readonly keyFormat?: KeyFormat;
  /** Where changes of keys are written down. @default the file that `DLUBAL_AUDIT_LOG` names, if any */
  readonly audit?: AuditOptions;
  /** Gives the keyring library, for tests. @default () => import('@napi-rs/keyring') */
  readonly load?: () => Promise<KeyringModule>;
}

const SERVICE = 'dlubal-api';

const KEYRING_FIELDS: FieldChecks<KeyringOptions> = {
  service: TEXT,
  timeoutMs: MILLISECONDS,
  keyFormat: KEY_FORMAT,
  audit: AUDIT,
  load: FUNCTION,
};

/**
 * The system's keyring: Keychain on macOS, Credential Manager on Windows, Secret Service on Linux.
 *
 * There is no fallback. On Linux the library would fall back to the kernel's keyring, which forgets at logout;
 * that is turned off.
 *
 * @throws {MisuseError} from the constructor, for an unknown option or a wrong type
 * @throws {ProviderError} from each method, when the library or the keyring is not there
 */
export class Keyring {
  readonly #options: KeyringOptions;

  constructor(options: KeyringOptions = {}) {
    checkFields(options, KEYRING_FIELDS, "the keyring's options");
    this.#options = options;
  }

  /** The key under a name; undefined when there is none. */
  async get(name: string): Promise<string | undefined> {
    return (await this.#ask(name, (entry, signal) => entry.getPassword(signal))) ?? undefined;
  }

  /**
   * Puts a key under a name and replaces the one that was there.
   *
   * @throws {KeyFormatError} when the text cannot be sent as a key
   */
  async set(name: string, key: string): Promise<void> {
    const flaw = whyNotSendable(key, keyFormatOf(this.#options.keyFormat, process.env));
    if (flaw !== undefined)
      throw new KeyFormatError('the key for the keyring', `${flaw}. Nothing was stored`);
    const before = await this.#before(name);
    await this.#ask(name, (entry, signal) => entry.setPassword(key, signal));
    this.#record(storedChange(name, before, key));
  }

  /** Removes the key under a name; false when there was none. */
  async remove(name: string): Promise<boolean> {
    const before = await this.#before(name);
    const removed = await this.#ask(name, (entry, signal) => entry.deletePassword(signal));
    if (before !== undefined && removed) this.#record(removedChange(name, before));
    return removed;
  }

  /** What a name has, for the audit log: a keyring can ask its user, so it is not looked up for nothing. */
  async #before(name: string): Promise<string | undefined> {
    return auditLog(this.#options.audit ?? {}) === undefined ? undefined : this.get(name);
  }

  #record(changes: readonly KeyChange[]): void {
    const { service = SERVICE, audit = {} } = this.#options;
    recordChanges(changes, { keyring: service }, audit);
  }

  /** Every key of the service, by name. Holds keys: do not log it. */
  async list(): Promise<ReadonlyMap<string, string>> {
    // The library lists whichever store it finds; an entry of a name that is not there fails where there is no keyring.
    await this.get('default');
    const found = await this.#within(({ findCredentialsAsync }, service, signal) =>
      findCredentialsAsync(service, null, signal),
    );
    return new Map(found.map(({ account, password }) => [account, password]));
  }

  #ask<T>(name: string, work: (entry: KeyringEntry, signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#within(({ AsyncEntry }, service, signal) =>
      work(new AsyncEntry(service, name, { linux: { store: 'secret-service' } }), signal),
    );
  }

  async #within<T>(
    work: (library: KeyringModule, service: string, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { service = SERVICE, timeoutMs = 30_000, load = loadLibrary } = this.#options;
    const library = await load();
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await Promise.race([work(library, service, signal), rejectAfter(signal)]);
    } catch (error) {
      const why = signal.aborted
        ? `it did not answer within ${timeoutMs} ms`
        : String((error as Error).message);
      throw new ProviderError(
        'keyring',
        `the system's keyring cannot be used: ${why}.`,
        'Nothing was written elsewhere. Unlock or start the keyring, or store the key in config.ini.',
        { cause: error },
      );
    }
  }
}

function rejectAfter(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function loadLibrary(): Promise<KeyringModule> {
  try {
    return await import('@napi-rs/keyring');
  } catch (error) {
    const missing = codeOf(error) === 'ERR_MODULE_NOT_FOUND' || codeOf(error) === 'MODULE_NOT_FOUND';
    const [problem, remedy] = missing
      ? ["the library for the system's keyring is not installed.", 'Run "npm install @napi-rs/keyring".']
      : ["the library for the system's keyring cannot be loaded here.", 'See the cause.'];
    throw new ProviderError('keyring', problem, remedy, {
      cause: error,
      ...(missing && { reason: 'not-installed' }),
    });
  }
}
