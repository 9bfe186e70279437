import { BudgetCounter } from './budget-counter.js';
import type { BudgetRule } from './budget-options.js';
import type { BudgetStore } from './budget-store.js';
import { type MonthLease, newMonthLease } from './month-lease.js';

interface Waiter {
  readonly resolve: (lease: MonthLease) => void;
  readonly reject: (error: unknown) => void;
}

/** Hands out the units of a pool to the calls of this process. */
export class BudgetMeter {
  readonly #counter: BudgetCounter;
  readonly #now: () => number;
  #lease: MonthLease;
  #lookedAt: number;
  #serving = false;
  #ended = false;
  readonly #waiting: Waiter[] = [];

  /**
   * @param now The clock, in milliseconds since 1970.
   * @param warn Gets what the program's author should know, each sentence once.
   */
  constructor(rule: BudgetRule, store: BudgetStore, now: () => number, warn: (message: string) => void) {
    this.#counter = new BudgetCounter(rule, store, warn);
    this.#now = now;
    this.#lookedAt = now();
    this.#lease = newMonthLease(this.#lookedAt);
  }

  /**
   * A unit for one call: at once while the lease lasts, else when the store has answered.
   *
   * @throws {BudgetError} (rejects) when there is none, so that no request must be sent.
   */
  take(): MonthLease | Promise<MonthLease> {
    const now = this.#now();
    const lease = this.#leaseAt(now);
    if (lease.left > 0) {
      lease.left -= 1;
      if (now - this.#lookedAt >= this.#counter.freshMs) this.#look(lease, now);
      return lease;
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (!this.#serving) void this.#serve();
    });
  }

  /** The call was not billed. */
  giveBack(lease: MonthLease): void {
    lease.left += 1;
    if (this.#ended || this.#counter.isShut(lease)) void this.#counter.settle(lease);
  }

  /** The server answered a call with `access-restricted`: closes the pool for everybody. */
  restricted(lease: MonthLease): Promise<void> {
    return this.#counter.close(lease);
  }

  /** Gives back what is left; the process may go on. A ledger has counted it before this returns. */
  rest(): Promise<void> {
    return this.#counter.settle(this.#lease);
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.rest();
    this.#counter.end();
  }

  #leaseAt(now: number): MonthLease {
    if (now >= this.#lease.endsAt) this.#lease = newMonthLease(now);
    return this.#lease;
  }

  #look(lease: MonthLease, now: number): void {
    this.#lookedAt = now;
    void this.#counter.look(lease, now);
  }

  /** Serves those who wait, in their order; when there is nothing left, all who waited then are refused alike. */
  async #serve(): Promise<void> {
    this.#serving = true;
    while (this.#waiting.length > 0) {
      const asked = this.#waiting.length;
      const now = this.#now();
      const lease = this.#leaseAt(now);
      try {
        await this.#counter.obtain(lease, asked, now);
        this.#lookedAt = now;
        for (const { resolve } of this.#waiting.splice(0, lease.left)) {
          lease.left -= 1;
          resolve(lease);
        }
      } catch (error) {
        for (const { reject } of this.#waiting.splice(0, asked)) reject(error);
      }
    }
    this.#serving = false;
  }
}
