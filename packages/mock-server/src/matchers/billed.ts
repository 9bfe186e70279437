import { checkFields, type FieldChecks, whole } from '@dlubal-kit/auth-core';
import { describeCalls } from '../journal/describe-calls.js';
import { type MatcherResult, observed } from './matcher-result.js';

/** How many requests may be billed: a number, or bounds. */
export type WantedBill = number | { readonly atLeast?: number; readonly atMost?: number };

const BOUNDS: FieldChecks<Exclude<WantedBill, number>> = { atLeast: whole(0), atMost: whole(0) };

/** Whether the requests of this month are as many as wanted. */
export function toHaveBilled(received: unknown, wanted: WantedBill): MatcherResult {
  const { requests, usage } = observed(received, 'toHaveBilled');
  if (typeof wanted === 'number') checkFields({ wanted }, { wanted: whole(0) }, 'toHaveBilled');
  else checkFields(wanted, BOUNDS, "toHaveBilled's bounds");
  const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } =
    typeof wanted === 'number' ? { atLeast: wanted, atMost: wanted } : wanted;
  const pass = usage.used >= atLeast && usage.used <= atMost;
  return {
    pass,
    message: () =>
      `Expected ${pass ? 'a number other than ' : ''}${bounds(atLeast, atMost)} billed requests; there were ${usage.used} in ${usage.month}. The last calls:\n${describeCalls(requests)}`,
  };
}

function bounds(atLeast: number, atMost: number): string {
  if (atLeast === atMost) return String(atMost);
  if (atMost === Number.POSITIVE_INFINITY) return `at least ${atLeast}`;
  return atLeast === 0 ? `at most ${atMost}` : `${atLeast} to ${atMost}`;
}
