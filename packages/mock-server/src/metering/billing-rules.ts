import { REFUSALS, type RefusalKind, type RefusalTable } from '@dlubal-kit/auth-core';

/** The refusals with a rule of their own. */
export type BilledRefusal = {
  [K in RefusalKind]: (typeof REFUSALS)[K]['mock']['billing'] extends 'answered' ? never : K;
}[RefusalKind];

/** What can become of a call, as far as the bill cares. */
export type BillingCase =
  | 'answered'
  | 'stream'
  | 'server-error'
  | 'beyond-limit'
  | 'method-unknown'
  | 'cancelled'
  | BilledRefusal;

/** Whether one kind of call is billed, and how that is known. */
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
  ...(refusalRules(REFUSALS) as Record<BilledRefusal, BillingRule>),
};

/** The rules of a table of refusals, by kind; a refusal that is billed as an answer has none. */
export function refusalRules(table: RefusalTable): Record<string, BillingRule> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([kind, { mock }]) =>
      mock.billing === 'answered' ? [] : [[kind, mock.billing]],
    ),
  );
}

/** As what a refusal is billed. */
export function refusalCase(kind: RefusalKind): BillingCase {
  return Object.hasOwn(BILLING_RULES, kind) ? (kind as BillingCase) : 'answered';
}

/** Deviations from the rules, for tests that must not depend on a row marked `[?]`. */
export type BillingOption = Partial<Readonly<Record<BillingCase, boolean>>>;

/** Whether a case is billed, by the rules and what a test changed about them. */
export function isBilled(which: BillingCase, option: BillingOption = {}): boolean {
  return option[which] ?? BILLING_RULES[which].billed;
}
