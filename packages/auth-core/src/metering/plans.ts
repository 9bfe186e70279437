/** The Dlubal API's subscription plans. */
export type PlanName = 'Free' | 'Basic' | 'Professional';

/** What an account can subscribe to. */
export interface Plan {
  /** API requests that a month includes, for the whole company. */
  readonly requestsPerMonth: number;
  /**
   * Whether calls beyond the month's requests are answered, and billed extra. `undefined`: not known; the pricing
   * page rules it out for Free only.
   */
  readonly overage: boolean | undefined;
  /** Where the figures were read. */
  readonly source: string;
}

/** What each plan includes in a month. Source: docs/facts/wire.md, Metering. */
export const PLANS: Readonly<Record<PlanName, Plan>> = {
  Free: { requestsPerMonth: 1_000, overage: false, source: 'the Dlubal API pricing page' },
  Basic: { requestsPerMonth: 3_000, overage: undefined, source: 'the Dlubal API pricing page' },
  Professional: { requestsPerMonth: 10_000, overage: undefined, source: 'the Dlubal API pricing page' },
};
