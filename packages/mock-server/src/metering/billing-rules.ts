/** What can become of a call, as far as the bill cares. */
export type BillingCase =
  | 'answered'
  | 'stream'
  | 'server-error'
  | 'beyond-limit'
  | 'method-unknown'
  | 'cancelled'
  | 'key-refused'
  | 'no-subscription';

export interface BillingRule {
  /** Whether such a call counts against the month's requests. */
  readonly billed: boolean;
  /** Where that is known from. `[?]`: not confirmed. */
  readonly source: string;
}

const WHATEVER = 'docs/facts/wire.md, Metering: one call of one method, whatever it returns';

/**
 * What counts as a request. The documentation says "whatever it returns, errors included"; the rows marked `[?]`
 * are where that sentence leaves room.
 */
export const BILLING_RULES: Readonly<Record<BillingCase, BillingRule>> = {
  answered: { billed: true, source: WHATEVER },
  stream: {
    billed: true,
    source: '[?] the Dlubal API has unary calls only; a stream of another service counts as one call',
  },
  'server-error': { billed: true, source: WHATEVER },
  'beyond-limit': { billed: true, source: `${WHATEVER}; whether a refusal is a return is not confirmed [?]` },
  'method-unknown': { billed: true, source: `${WHATEVER}; an unknown method may be none of its methods [?]` },
  cancelled: { billed: true, source: '[?] the request had arrived in full' },
  'key-refused': {
    billed: true,
    source: `${WHATEVER}; whose plan a key that nobody knows is booked to is not confirmed [?]`,
  },
  'no-subscription': {
    billed: true,
    source: `${WHATEVER}; whether there is a plan to book it to is not confirmed [?]`,
  },
};

/** Deviations from the rules, for tests that must not depend on a row marked `[?]`. */
export type BillingOption = Partial<Readonly<Record<BillingCase, boolean>>>;

/** Whether a case is billed, by the rules and what a test changed about them. */
export function isBilled(which: BillingCase, option: BillingOption = {}): boolean {
  return option[which] ?? BILLING_RULES[which].billed;
}
