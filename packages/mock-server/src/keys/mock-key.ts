import { ApiKey } from '@dlubal-kit/auth-core';
import type { KeyState } from './key-state.js';

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
  state: KeyState;
  limit: number;
  readonly #key: ApiKey;

  constructor(label: string, key: ApiKey, state: KeyState, limit: number) {
    this.label = label;
    this.#key = key;
    this.masked = key.masked;
    this.state = state;
    this.limit = limit;
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

/** Wraps the text of a key that a test gave, or makes a new one. */
export function keyFrom(value: string | ApiKey | undefined): ApiKey {
  if (value === undefined) return ApiKey.parse(`ak-${randomHex(24)}`);
  return typeof value === 'string' ? ApiKey.parse(value) : ApiKey.parse(value.reveal());
}

function randomHex(bytes: number): string {
  return Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');
}
