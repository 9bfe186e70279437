import { monthOf, type PoolUsage } from '@dlubal-kit/auth-core';
import type { BudgetStore, PoolAnswer, PoolChange } from '../budget-store.js';
import type { Seen } from '../ledger/ledger-state.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { redisKey } from '../pool-name.js';
import type { RedisLink } from './redis-link.js';
import { readReply, scriptArguments } from './redis-script.js';

/**
 * Counts a pool for a fleet. What Redis answers is also written to the ledger of this machine, so that the count can be restored
 * after Redis lost it, also when the process that was answered last is gone.
 */
export class RedisStore implements BudgetStore {
  readonly place: string;
  readonly freshMs = 1_000;
  readonly #link: RedisLink;
  readonly #pool: string;
  readonly #ledger: LedgerStore;
  /** For the case that the ledger cannot be written. */
  #seen: { readonly month: string; readonly seen: Seen } | undefined;

  constructor(link: RedisLink, pool: string, ledger: LedgerStore) {
    this.place = link.place;
    this.#link = link;
    this.#pool = pool;
    this.#ledger = ledger;
  }

  async change(at: Date, change: PoolChange): Promise<PoolAnswer> {
    const month = monthOf(at);
    const key = redisKey({ pool: this.#pool, month });
    const remembered = this.#recall(at, month);
    const { reply, run } = await this.#link.run(key, (of) => scriptArguments(at, change, of, remembered));
    const { seen, ...answer } = readReply(reply, run);
    if (seen.version !== remembered?.version) this.#remember(at, month, seen);
    return answer;
  }

  remembered(at: Date): PoolUsage | undefined {
    const seen = this.#recall(at, monthOf(at));
    return seen && { used: seen.used, limit: Number.POSITIVE_INFINITY, closed: seen.closed };
  }

  end(): void {
    this.#link.end();
    this.#ledger.end();
  }

  #recall(at: Date, month: string): Seen | undefined {
    const own = this.#seen?.month === month ? this.#seen.seen : undefined;
    const written = quietly(() => this.#ledger.fileOf(at).read().seen);
    return (written?.version ?? -1) >= (own?.version ?? -1) ? written : own;
  }

  #remember(at: Date, month: string, seen: Seen): void {
    this.#seen = { month, seen };
    const { run: id, version: limit, used: amount, closed } = seen;
    const kind = closed ? 'seen-closed' : 'seen';
    quietly(() => this.#ledger.fileOf(at).append({ kind, id, amount, limit }));
  }
}

/** The memory in a file is a help; a folder that cannot be written must not keep anybody from counting in Redis. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
