import { countCall, inMonth, type Meter, newMeter, startOfNextMonth } from '@dlubal-kit/auth-core';
import type { MockKey } from '../keys/mock-key.js';
import { type BillingCase, type BillingOption, isBilled } from './billing-rules.js';

/** Requests of the current month. */
export interface Usage {
  /** Requests billed this month, those beyond the limit included. */
  readonly used: number;
  /** Requests that the month includes; `Infinity` where nothing limits them. */
  readonly limit: number;
  /** Requests left; 0 when they are used up. */
  readonly remaining: number;
  /** The month that is counted, as `2026-03`. */
  readonly month: string;
  /** When the count starts again. */
  readonly resetsAt: Date;
}

/** What became of a call, as far as the bill cares. */
export interface Bill {
  readonly billed: boolean;
  /** The month's requests were used up, and the call is to be refused. */
  readonly usedUp: boolean;
}

/** The company's counter and one counter per key, over the month's arithmetic of auth-core. */
export class Meters {
  #company: Meter;
  readonly #keys: Map<string, Meter> = new Map();
  /** What differs from the billing rules. */
  billing: BillingOption = {};
  /** Whether calls beyond the limit are answered all the same. */
  overage = false;
  /** Requests billed since the start, over resets and months. */
  spent = 0;
  /** Notified of each change of `spent`. */
  onSpend: (requests: number) => void = () => {};

  constructor(limit: number, now: Date) {
    this.#company = newMeter(limit, now);
  }

  /** Bills one call of a key. Of two that arrive when one request is left, exactly one finds the limit not used up. */
  bill(key: MockKey, as: BillingCase, now: Date): Bill {
    if (!isBilled(as, this.billing)) return { billed: false, usedUp: false };
    const own = countCall(this.#of(key, now), now);
    const company = countCall(this.#company, now);
    const usedUp = own.kind === 'used-up' || company.kind === 'used-up';
    const billed = !usedUp || this.overage || isBilled('beyond-limit', this.billing);
    if (billed) {
      this.#keys.set(key.label, own.meter);
      this.#company = company.meter;
      this.#spend(1);
    }
    return { billed, usedUp: usedUp && !this.overage };
  }

  /** Bills one call whose key nobody knows: it counts for the company that the server serves. */
  billUnknown(now: Date): Bill {
    const billed = isBilled('key-refused', this.billing);
    if (billed) {
      this.#company = countCall(this.#company, now).meter;
      this.#spend(1);
    }
    return { billed, usedUp: false };
  }

  /** A billed call was cancelled; true when that takes it off the bill. */
  cancel(key: MockKey, now: Date): boolean {
    if (isBilled('cancelled', this.billing)) return false;
    this.takeBack(key, now);
    return true;
  }

  /** Takes a billed call off the bill: a real server would not have seen it. */
  takeBack(key: MockKey, now: Date): void {
    const back = (meter: Meter): Meter => ({ ...meter, used: Math.max(0, meter.used - 1) });
    this.#keys.set(key.label, back(this.#of(key, now)));
    this.#company = back(inMonth(this.#company, now));
    this.#spend(-1);
  }

  /** The company's usage. */
  usage(now: Date): Usage {
    return usageOf(inMonth(this.#company, now), now);
  }

  /** The usage of one key, against its own limit. */
  usageOfKey(key: MockKey, now: Date): Usage {
    return usageOf(this.#of(key, now), now);
  }

  setLimit(limit: number): void {
    this.#company = { ...this.#company, limit };
  }

  /** Counts a key's own requests from zero again; the company's stay counted. */
  forget(key: MockKey): void {
    this.#keys.delete(key.label);
  }

  /** Counts from zero again. */
  reset(now: Date): void {
    this.#company = newMeter(this.#company.limit, now);
    this.#keys.clear();
  }

  #spend(requests: number): void {
    this.spent += requests;
    this.onSpend(requests);
  }

  #of(key: MockKey, now: Date): Meter {
    const meter = this.#keys.get(key.label);
    if (meter === undefined) return newMeter(key.limit, now);
    return inMonth(meter.limit === key.limit ? meter : { ...meter, limit: key.limit }, now);
  }
}

function usageOf(meter: Meter, now: Date): Usage {
  const { used, limit, month } = meter;
  return { used, limit, remaining: Math.max(0, limit - used), month, resetsAt: startOfNextMonth(now) };
}
