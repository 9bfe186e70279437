import { keyFlaw, keyShape } from '../redaction/key-format.js';
import { mask } from '../redaction/mask.js';
import { KeyFormatError } from './key-format-error.js';

const BRAND: unique symbol = Symbol.for('@dlubal-kit/ApiKey') as never;

/**
 * Holds a key and does not let it slip: `toString()`, template strings, `JSON.stringify`, Node's `inspect` and
 * `structuredClone` show `ak-…f24c` or nothing. `reveal()` alone gives the secret, for the wire.
 *
 * @example
 * const key = ApiKey.parse(text);
 * console.log(`using ${key}`); // using ak-…f24c
 * metadata.set('authorization', `Bearer ${key.reveal()}`);
 */
export class ApiKey {
  readonly #secret: string;
  /** True for `ak-` and 48 lower-case hexadecimal digits; anything else the server will most likely refuse. */
  readonly wellFormed: boolean;

  private constructor(secret: string) {
    this.#secret = secret;
    this.wellFormed = keyShape(secret) === 'well-formed';
    Object.freeze(this);
  }

  /**
   * Wraps a text, exactly as given: nothing is trimmed.
   *
   * @param place Where the text came from, for the error: an option, a variable, a file and its line.
   * @throws {KeyFormatError} when the text could never be sent as a key: empty, white space, control or
   * non-ASCII characters. A text that merely does not look like a key is taken, with `wellFormed: false`.
   */
  static parse(text: string, place = 'the API key'): ApiKey {
    if (typeof text !== 'string')
      throw new KeyFormatError(place, `it must be a string, got ${text === null ? 'null' : typeof text}`);
    if (!ApiKey.canHold(text)) throw new KeyFormatError(place, keyFlaw(text) ?? 'it cannot be sent');
    return new ApiKey(text);
  }

  /** Whether `parse` would take the text. */
  static canHold(text: string): boolean {
    return keyShape(text) !== 'impossible';
  }

  /** Holds also for a key made by another copy of this package in the process. */
  static isApiKey(thing: unknown): thing is ApiKey {
    return typeof thing === 'object' && thing !== null && BRAND in thing;
  }

  get [BRAND](): true {
    return true;
  }

  /** The secret itself. Call it at the wire, or where the user asked to see the key. */
  reveal(): string {
    return this.#secret;
  }

  /** What is wrong with the key's form, in words that do not show it; undefined when it is well-formed. */
  get flaw(): string | undefined {
    return keyFlaw(this.#secret);
  }

  /** The key as it may be shown: `ak-…f24c`. */
  get masked(): string {
    return mask(this.#secret);
  }

  toString(): string {
    return this.masked;
  }

  toJSON(): string {
    return this.masked;
  }

  [Symbol.toPrimitive](): string {
    return this.masked;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `ApiKey(${this.masked})`;
  }
}
