import { grantOf, type LeaseAsk } from '@dlubal-kit/auth-core';
import { exhausted, unavailable } from './budget-error.js';
import type { BudgetRule } from './budget-options.js';
import { type BudgetStore, type PoolAnswer, type PoolChange, troubleWords, UNUSED } from './budget-store.js';
import { usageWarning } from './budget-words.js';
import { type MonthLease, nextAsk } from './month-lease.js';

/** After the store failed, it is asked again no sooner than this, in milliseconds. */
const RETRY_MS = 1_000;

/** Gets units from the store, one request at a time, and knows what to do while the store is away. */
export class BudgetCounter {
  readonly #rule: BudgetRule;
  readonly #store: BudgetStore;
  readonly #warn: (message: string) => void;
  readonly #warned = new Set<string>();
  #flight: Promise<unknown> | undefined;
  /** The store failed, and is not asked again before a moment. */
  #down = { until: Number.NEGATIVE_INFINITY, happened: '' };

  constructor(rule: BudgetRule, store: BudgetStore, warn: (message: string) => void) {
    this.#rule = rule;
    this.#store = store;
    this.#warn = warn;
  }

  /** After this time, in milliseconds, what is known of the pool is old. */
  get freshMs(): number {
    return this.#store.freshMs;
  }

  /** Whether calls are refused since the server restricts access. */
  isShut({ usage }: MonthLease): boolean {
    return usage.closed && !this.#rule.force;
  }

  /**
   * Adds units to the lease, at least one.
   *
   * @param needed Calls that wait.
   * @throws {BudgetError} (rejects) when there are none, or the store is away and the rule says not to go on without it.
   */
  async obtain(lease: MonthLease, needed: number, now: number): Promise<void> {
    const ask = nextAsk(lease, needed);
    const granted = await this.#grant(lease, ask, now);
    lease.left += granted;
    if (this.isShut(lease)) await this.settle(lease);
    if (lease.left === 0) throw exhausted(lease.usage, this.#rule, lease.at);
  }

  /** Finds out whether somebody closed the pool meanwhile. */
  async look(lease: MonthLease, now: number): Promise<void> {
    if (this.#flight !== undefined || now < this.#down.until) return;
    await this.#tell(lease, { kind: 'look' });
    if (this.isShut(lease)) await this.settle(lease);
  }

  /** Closes the pool for everybody, for this process also while the store is away. */
  async close(lease: MonthLease): Promise<void> {
    lease.usage = { ...lease.usage, closed: true };
    await this.#tell(lease, { kind: 'close' });
    await this.settle(lease);
  }

  /** Gives back what the lease has left. A store that answers at once has counted it before this returns. */
  async settle(lease: MonthLease): Promise<void> {
    const units = lease.uncounted - lease.left;
    lease.uncounted = 0;
    lease.left = 0;
    if (units !== 0) await this.#tell(lease, { kind: 'count', units, limit: this.#rule.perMonth });
  }

  end(): void {
    this.#store.end();
  }

  async #grant(lease: MonthLease, ask: LeaseAsk, now: number): Promise<number> {
    if (now < this.#down.until) return this.#grantAlone(lease, ask);
    try {
      await this.#merge(lease);
      return await this.#lease(lease, ask);
    } catch (trouble) {
      this.#down = { until: now + RETRY_MS, happened: troubleWords(trouble) };
      return this.#grantAlone(lease, ask);
    }
  }

  /** Where the limit only warns, or is passed by force, units are counted whatever the limit says. */
  async #lease(lease: MonthLease, ask: LeaseAsk): Promise<number> {
    const limit = this.#rule.perMonth;
    if (this.#refuses) return (await this.#change(lease, { kind: 'lease', limit, ...ask })).granted;
    const units = grantOf(Math.max(limit - lease.usage.used, ask.needed), ask);
    await this.#change(lease, { kind: 'count', units, limit });
    return units;
  }

  get #refuses(): boolean {
    return this.#rule.onLimit === 'refuse' && !this.#rule.force;
  }

  /** While the store is away: by what it said last, and what was granted since. */
  #grantAlone(lease: MonthLease, ask: LeaseAsk): number {
    const { perMonth, onStoreDown } = this.#rule;
    if (onStoreDown === 'failClosed') throw unavailable(this.#down.happened, this.#rule);
    this.#warnOnce(`${this.#down.happened} This process goes on and counts alone until it is back.`);
    if (lease.usage === UNUSED) lease.usage = this.#store.remembered(lease.at) ?? UNUSED;
    if (this.isShut(lease)) return 0;
    const left = perMonth - lease.usage.used - lease.uncounted;
    const granted = grantOf(this.#refuses ? left : Math.max(left, ask.needed), ask);
    lease.uncounted += granted;
    return granted;
  }

  /** Counts in the store what was granted while it was away. */
  async #merge(lease: MonthLease): Promise<void> {
    const units = lease.uncounted;
    if (units === 0) return;
    await this.#change(lease, { kind: 'count', units, limit: this.#rule.perMonth });
    lease.uncounted -= units;
  }

  /** A change whose failure must not fail a call that was made already. */
  async #tell(lease: MonthLease, change: PoolChange): Promise<void> {
    try {
      await this.#change(lease, change);
    } catch (trouble) {
      this.#warnOnce(troubleWords(trouble));
    }
  }

  /** One request at a time. */
  async #change(lease: MonthLease, change: PoolChange): Promise<PoolAnswer> {
    while (this.#flight !== undefined) await this.#flight;
    const flight = (async () => this.#store.change(lease.at, change))();
    this.#flight = flight.catch(() => {}).then(() => (this.#flight = undefined));
    const answer = await flight;
    lease.usage = answer.usage;
    this.#warnOnce(usageWarning(answer.usage, this.#rule, lease.at));
    return answer;
  }

  #warnOnce(message: string | undefined): void {
    if (message === undefined || this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#warn(message);
  }
}
