import {
  type ConfigEdit,
  checkFields,
  checkNewKeys,
  editConfig,
  type FieldChecks,
  FUNCTION,
  KEY_FORMAT,
  type KeyFormat,
  keyFormatOf,
  MILLISECONDS,
  MisuseError,
  type ParsedConfig,
  parseConfig,
  TEXT,
  universalNewlines,
} from '@dlubal-kit/auth-core';
import { type EditedFile, tryEditFile } from '../file/edit-file.js';
import { LOCK_WAIT_MS } from '../file/lock/file-lock.js';
import { lookAtPath, textOf } from '../file/look-at-file.js';
import { lookUntilSettled } from '../file/second-look.js';
import { AUDIT, type AuditOptions } from './audit-options.js';
import { editKeys } from './edit-keys.js';
import { givenPath } from './given-path.js';
import { locateConfig, pathPlace } from './locate-config.js';
import { type WatchOptions, watchFile } from './watch-file.js';

/** Options of a `ConfigStore`. */
export interface ConfigStoreOptions {
  /**
   * Path of config.ini; `~/` at its start is the home folder.
   *
   * @default `locateConfig()`
   */
  readonly path?: string;
  /**
   * Longest wait for edits of other processes, in milliseconds.
   *
   * @default 10_000
   */
  readonly lockWaitMs?: number;
  /**
   * Which texts can be stored as keys. Environment: `DLUBAL_API_KEY_FORMAT`.
   *
   * @default 'dlubal', which is "ak-" and 48 hexadecimal digits
   */
  readonly keyFormat?: KeyFormat;
  /** Where changes of keys are written down. @default the file that `DLUBAL_AUDIT_LOG` names, if any */
  readonly audit?: AuditOptions;
}

const STORE_FIELDS: FieldChecks<ConfigStoreOptions> = {
  path: TEXT,
  lockWaitMs: MILLISECONDS,
  keyFormat: KEY_FORMAT,
  audit: AUDIT,
};

const WATCH_FIELDS: FieldChecks<WatchOptions<ConfigSnapshot>> = {
  onChange: FUNCTION,
  onError: FUNCTION,
  intervalMs: MILLISECONDS,
};

/** What a config.ini held at one moment. */
export interface ConfigSnapshot {
  readonly path: string;
  /** The text, byte for byte; undefined when there is no file. Holds keys: do not log it. */
  readonly text: string | undefined;
  /** The text as the official client reads it; undefined when there is no file. */
  readonly config: ParsedConfig | undefined;
}

/**
 * Old text (empty when there is no file; lines end as Python's text mode ends them) → new text, or what to change in it. It may run more than once, so it
 * must only compute; an answer that changes nothing writes nothing.
 */
export type StoreEdit = (text: string) => string | ConfigEdit;

/**
 * Reads and changes a config.ini that other programs use too.
 *
 * @example
 * const store = new ConfigStore();
 * await store.edit(() => ({ set: { project_3: key } }));
 */
export class ConfigStore {
  readonly path: string;
  readonly #lockWaitMs: number;
  readonly #keyFormat: KeyFormat | undefined;
  readonly #audit: AuditOptions;

  /** @throws {MisuseError} for an unknown option or a wrong type */
  constructor(options: ConfigStoreOptions = {}) {
    checkFields(options, STORE_FIELDS, "ConfigStore's options");
    this.path = options.path === undefined ? locateConfig() : givenPath(options.path, 'path', pathPlace({}));
    this.#lockWaitMs = options.lockWaitMs ?? LOCK_WAIT_MS;
    this.#keyFormat = options.keyFormat;
    this.#audit = options.audit ?? {};
  }

  /** Which texts can be stored as keys. @throws {SettingsError} when `DLUBAL_API_KEY_FORMAT` has another value */
  get keyFormat(): KeyFormat {
    return keyFormatOf(this.#keyFormat, process.env);
  }

  /**
   * What is in the file. A file that is being rewritten in place is looked at until it is whole.
   *
   * @throws {ConfigFileError} when it is there and cannot be read; a file that is not there is no error
   */
  async read(): Promise<ConfigSnapshot> {
    const look = await lookUntilSettled(this.path, () => lookAtPath(this.path), 'read');
    if (look.kind === 'absent') return { path: this.path, text: undefined, config: undefined };
    const text = textOf(this.path, look);
    return { path: this.path, text, config: parseConfig(universalNewlines(text)) };
  }

  /**
   * Changes the file as one step that no other process of this kit comes between. Readers see the old file or
   * the new one, whole; after a crash at any moment one of the two is there. Folders are made when missing, with
   * mode 0700; the file gets mode 0600; a symbolic link is followed and stays. A new value must be a text that can be
   * sent as a key: another would replace a key that Dlubal shows only once.
   *
   * @throws {MisuseError} when the edit is not a function, or what it returns has an unknown field
   * @throws {KeyFormatError} when a new value is not a key
   * @throws {ConfigFileError} when the file cannot be read or changed
   * @throws {ConfigEditError} when the edit cannot be written; in both cases the file is left as it was
   */
  async edit(edit: StoreEdit): Promise<EditedFile> {
    return editKeys(this.path, this.#toText(edit), { lockWaitMs: this.#lockWaitMs, audit: this.#audit });
  }

  /**
   * Goes through an edit without making it: whether it can be made is known before something is done that costs, such as
   * an API request with the new key. What it throws is what `edit` would throw; the file stays as it is.
   *
   * @throws {ConfigFileError} when the file cannot be read or changed: read-only, disk full, mounted by itself
   * @throws {KeyFormatError} {ConfigEditError} as `edit` does
   */
  async tryEdit(edit: StoreEdit): Promise<void> {
    await tryEditFile(this.path, this.#toText(edit), this.#lockWaitMs);
  }

  #toText(edit: StoreEdit): (found: string) => string {
    if (typeof edit !== 'function') {
      throw new MisuseError(
        'An edit must be a function.',
        'Give one such as () => ({ set: { project_1: key } }).',
      );
    }
    const { keyFormat } = this;
    return (found) => {
      const text = universalNewlines(found);
      const answer = edit(text);
      const after = universalNewlines(typeof answer === 'string' ? answer : editConfig(text, answer));
      checkNewKeys(text, after, keyFormat);
      return after === text ? found : after;
    };
  }

  /**
   * Tells of each change of the file, also by other programs, until it is closed. Does not keep the process
   * alive.
   *
   * @example using watcher = store.watch({ onChange: ({ config }) => reload(config) });
   */
  watch(options: WatchOptions<ConfigSnapshot>): Disposable & { close(): void } {
    checkFields(options, WATCH_FIELDS, "watch's options");
    if (typeof options?.onChange !== 'function') {
      throw new MisuseError('watch has nobody to tell.', 'Give onChange, a function.');
    }
    return watchFile(this.path, () => this.read(), options);
  }
}
