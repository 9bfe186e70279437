import { type ApiKey, type KeySource, MisuseError } from '@dlubal-kit/auth-core';

/** A key with its name, where that is known, and where it came from. */
export interface ProvidedKey {
  readonly key: ApiKey;
  readonly name?: string;
  readonly source: KeySource | 'command' | 'keyring';
  /** Sentences for a person: nothing that stops a call. They hold no key. */
  readonly warnings: readonly string[];
}

/** What a provider answers. `provider` is its name, for messages. */
export type ProviderAnswer =
  | { readonly kind: 'found'; readonly provider: string; readonly provided: ProvidedKey }
  /** It was not asked for a key here: the next one may be. `why` completes "NAME: …". */
  | { readonly kind: 'absent'; readonly provider: string; readonly why: string }
  /** It should give a key and could not. Nobody else is asked, lest another key be used silently. */
  | { readonly kind: 'broken'; readonly provider: string; readonly error: Error };

/** What a provider is asked for. */
export interface ProviderRequest {
  /** True where a key that was given before was refused: caches must ask again. */
  readonly refresh?: boolean;
}

/** Something that may give a key. It answers; it does not throw. */
export type Provider = (request?: ProviderRequest) => Promise<ProviderAnswer>;

/** @throws {MisuseError} for what is not a provider, such as the command that `fromCommand` should get. */
export function checkProvider(thing: unknown, taker: string): asserts thing is Provider {
  if (typeof thing === 'function') return;
  throw new MisuseError(
    `${taker} takes providers, got ${thing === null ? 'null' : typeof thing}.`,
    "Give what fromCommand, fromKeyring or another of the functions that begin with 'from' returns.",
  );
}
