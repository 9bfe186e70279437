import {
  ApiKey,
  CHECKED_LATER,
  checkFields,
  checkName,
  type FieldChecks,
  KEY,
  LIMIT,
  TEXT,
} from '@dlubal-kit/auth-core';
import { KEY_STATES, type KeyState } from './key-state.js';

/** A key as a test describes it. */
export interface KeySpec {
  /**
   * The key's text, as a client would send it.
   * @default a new well-formed key, different on each run
   */
  readonly value?: string;
  /** What the server makes of the key. @default 'active' */
  readonly state?: KeyState;
  /** Requests a month that this key alone can make, within the company's limit. @default no limit of its own */
  readonly limit?: number;
}

/**
 * A key of the mock server. Like `ApiKey` it shows itself masked, wherever it is printed; `reveal()` alone gives the
 * text. `state` and `limit` may be changed at any time, and hold from the next call on.
 */
export class MockKey {
  /** The name under which the journal and the messages speak of this key. */
  readonly label: string;
  /** The key as it may be shown, `ak-…f24c`. */
  readonly masked: string;
  /** Whether the server made the text itself: such a key is worth nothing elsewhere. */
  readonly made: boolean;
  #state: KeyState;
  #limit: number;
  readonly #key: ApiKey;

  constructor(
    label: string,
    key: ApiKey,
    spec: Pick<KeySpec, 'state' | 'limit'> & { readonly made: boolean },
  ) {
    this.label = label;
    this.#key = key;
    this.masked = key.masked;
    this.made = spec.made;
    this.#state = checkedState(spec.state ?? 'active');
    this.#limit = checkedKeyLimit(spec.limit ?? Number.POSITIVE_INFINITY);
  }

  /** What the server makes of the key. @throws {MisuseError} on setting a state that does not exist. */
  get state(): KeyState {
    return this.#state;
  }

  set state(state: KeyState) {
    this.#state = checkedState(state);
  }

  /** Requests a month that this key alone can make. @throws {MisuseError} on setting what is not a number from 0. */
  get limit(): number {
    return this.#limit;
  }

  set limit(limit: number) {
    this.#limit = checkedKeyLimit(limit);
  }

  /** The key's text, for the client under test. */
  reveal(): string {
    return this.#key.reveal();
  }

  toString(): string {
    return this.masked;
  }

  toJSON(): { label: string; masked: string; state: KeyState } {
    return { label: this.label, masked: this.masked, state: this.state };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `MockKey(${this.label}, ${this.masked}, ${this.state})`;
  }
}

function checkedState(state: KeyState): KeyState {
  checkName(state, Object.keys(KEY_STATES), 'key state');
  return state;
}

function checkedKeyLimit(limit: number): number {
  checkFields({ limit }, { limit: LIMIT }, 'the settings of a key');
  return limit;
}

/** The fields of a key's description. */
export const KEY_FIELDS: FieldChecks<KeySpec & { readonly label?: string }> = {
  label: TEXT,
  value: KEY,
  state: CHECKED_LATER,
  limit: CHECKED_LATER,
};

/** Wraps the text of a key that a test gave, or makes a new one. */
export function keyFrom(value: string | ApiKey | undefined): ApiKey {
  if (value === undefined) return ApiKey.parse(`ak-${randomHex(24)}`);
  return typeof value === 'string' ? ApiKey.parse(value) : ApiKey.parse(value.reveal());
}

function randomHex(bytes: number): string {
  return Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');
}
