import { brand, type LeaseAsk, type PoolUsage } from '@dlubal-kit/auth-core';

/** What may be done to a pool's month. One change is one record of a ledger, or one script in Redis. */
export type PoolChange =
  /** Takes units, as many as `grantOf` allows; none of a closed pool. */
  | ({ readonly kind: 'lease'; readonly limit: number } & LeaseAsk)
  /** Counts units whatever the limit says; negative ones are given back. */
  | { readonly kind: 'count'; readonly units: number; readonly limit: number }
  | { readonly kind: 'set-used'; readonly used: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'look' };

/** A pool after a change, and what a lease was granted. */
export interface PoolAnswer {
  readonly granted: number;
  readonly usage: PoolUsage;
}

/** Where a pool is counted. */
export interface BudgetStore {
  /** For messages; never a secret. */
  readonly place: string;
  /** After this time, in milliseconds, a call looks whether somebody closed the pool meanwhile. */
  readonly freshMs: number;
  /**
   * Changes the month of `at`, atomically among all processes.
   *
   * @throws {StoreTrouble} or rejects with one, when the store cannot be used now.
   */
  change(at: Date, change: PoolChange): PoolAnswer | Promise<PoolAnswer>;
  /** What is known of a pool without asking; undefined when nothing is, or when asking is as good. */
  remembered(at: Date): PoolUsage | undefined;
  /** Lets go of files and connections. */
  end(): void;
}

/** A store that cannot be used now. The message says what happened, in a whole sentence that shows no secret. */
export class StoreTrouble extends Error {
  static {
    brand(StoreTrouble, 'StoreTrouble');
  }
}

/** The store's own words, which show no secret; anything else is a fault of this package and says no more than that. */
export function troubleWords(trouble: unknown): string {
  return trouble instanceof StoreTrouble ? trouble.message : 'The store of the budget failed unexpectedly.';
}

/** A pool of which nothing is known. */
export const UNUSED: PoolUsage = { used: 0, limit: Number.POSITIVE_INFINITY, closed: false };
