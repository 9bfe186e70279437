import { ApiKey, checkFields, MisuseError, redact } from '@dlubal-kit/auth-core';
import { checkKey, type KeyVerdict } from './check-key.js';
import { KEY_FIELDS, type KeySpec, keyFrom, MockKey } from './mock-key.js';

/**
 * The keys that the server knows: a list of key texts (labelled `project_1`, `project_2` …), or labels with a
 * key's text or a description each.
 */
export type KeysOption =
  | readonly (string | ApiKey | (KeySpec & { readonly label?: string }))[]
  | Readonly<Record<string, string | ApiKey | KeySpec>>;

/** The keys of a server, found by label and by the text that a client sends. */
export class KeyRing {
  readonly #byLabel: Map<string, MockKey> = new Map();
  readonly #bySecret: Map<string, MockKey> = new Map();

  constructor(keys: KeysOption | undefined) {
    for (const [label, spec] of labelled(keys)) this.add(label, spec);
  }

  /**
   * Adds a key.
   *
   * @throws {MisuseError} when the label or the key is already taken, or the description is not one.
   */
  add(label: string | undefined, spec: KeySpec): MockKey {
    checkFields(spec ?? null, KEY_FIELDS, 'the settings of a key');
    const name = label ?? this.#freeLabel();
    const key = keyFrom(spec.value);
    this.#refuse(name, key);
    const mockKey = new MockKey(name, key, { ...spec, made: spec.value === undefined });
    this.#byLabel.set(name, mockKey);
    this.#bySecret.set(key.reveal(), mockKey);
    return mockKey;
  }

  /**
   * A key by its label, or by itself.
   *
   * @throws {MisuseError} when the server has no such key; the message names those there are.
   */
  get(wanted: string | MockKey): MockKey {
    const label: unknown = typeof wanted === 'object' && wanted !== null ? wanted.label : wanted;
    const key = typeof label === 'string' ? this.#byLabel.get(label) : undefined;
    if (key !== undefined) return key;
    const shown =
      typeof label === 'string' ? JSON.stringify(redact(label)) : `with something that is not a string`;
    throw new MisuseError(
      `The mock server has no key labelled ${shown}: it has ${[...this.#byLabel.keys()].join(', ') || 'none'}.`,
      'Mint one with server.mintKey({ label }).',
    );
  }

  /** Whose call it is. @param authorization every value of the header, in order. */
  identify(authorization: readonly string[]): KeyVerdict {
    return checkKey(authorization, this.#bySecret);
  }

  /** All keys by label. */
  record(): Record<string, MockKey> {
    return Object.fromEntries(this.#byLabel);
  }

  all(): MockKey[] {
    return [...this.#byLabel.values()];
  }

  #freeLabel(): string {
    let number = this.#byLabel.size + 1;
    while (this.#byLabel.has(`project_${number}`)) number += 1;
    return `project_${number}`;
  }

  #refuse(label: string, key: ApiKey): void {
    if (this.#byLabel.has(label)) {
      throw new MisuseError(
        `The mock server already has a key labelled ${JSON.stringify(label)}.`,
        'Choose another label.',
      );
    }
    const same = this.#bySecret.get(key.reveal());
    if (same !== undefined) {
      throw new MisuseError(
        `The keys ${same.label} and ${label} have the same text.`,
        'Give each its own, or none.',
      );
    }
  }
}

function labelled(keys: KeysOption | undefined): [string | undefined, KeySpec][] {
  if (keys === undefined) return [[undefined, {}]];
  if (Array.isArray(keys)) return keys.map((spec) => [labelOf(spec), specOf(spec)]);
  return Object.entries(keys).map(([label, spec]) => [label, specOf(spec)]);
}

function labelOf(spec: unknown): string | undefined {
  return typeof spec === 'object' && spec !== null && 'label' in spec ? String(spec.label) : undefined;
}

function specOf(spec: string | ApiKey | KeySpec): KeySpec {
  if (typeof spec === 'string') return { value: spec };
  if (ApiKey.isApiKey(spec)) return { value: spec.reveal() };
  if (typeof spec === 'object' && spec !== null) return spec;
  throw new MisuseError(
    'A key of the mock server must be a string, an ApiKey or an object.',
    'Give for example { limit: 1000 }.',
  );
}
