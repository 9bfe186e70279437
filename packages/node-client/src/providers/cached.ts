import { checkFields, type FieldChecks, FUNCTION, LIMIT } from '@dlubal-kit/auth-core';
import { checkProvider, type Provider, type ProviderAnswer } from './provider.js';

/** Options of `cached`. */
export interface CachedOptions {
  /**
   * How long a found key is kept, in milliseconds.
   *
   * @default 900_000
   */
  readonly lifetimeMs?: number;
  /**
   * Milliseconds that only grow, for tests.
   *
   * @default performance.now: the machine's clock may be set, this one runs on
   */
  readonly now?: () => number;
}

const CACHED_FIELDS: FieldChecks<CachedOptions> = { lifetimeMs: LIMIT, now: FUNCTION };

/**
 * Keeps the key that a provider found, and asks it once for all who wait at the same time. Answers without a
 * key are not kept. A request with `refresh` asks again.
 *
 * @throws {MisuseError} at once, for what is not a provider, an unknown option or a wrong type.
 * @example cached(fromCommand(['vault-key', 'dlubal']), { lifetimeMs: 60_000 })
 */
export function cached(provider: Provider, options: CachedOptions = {}): Provider {
  checkProvider(provider, 'cached');
  checkFields(options, CACHED_FIELDS, "cached's options");
  const { lifetimeMs = 900_000, now = () => performance.now() } = options;
  let kept: { readonly answer: ProviderAnswer; readonly until: number } | undefined;
  let inFlight: Promise<ProviderAnswer> | undefined;

  const ask = async (refresh: boolean): Promise<ProviderAnswer> => {
    const answer = await provider({ refresh });
    kept = answer.kind === 'found' ? { answer, until: now() + lifetimeMs } : undefined;
    return answer;
  };

  return async ({ refresh = false } = {}) => {
    if (!refresh && kept !== undefined && now() < kept.until) return kept.answer;
    inFlight ??= ask(refresh).finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  };
}
