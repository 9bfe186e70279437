import type { CheckedRow, CheckOutcome } from '../check-outcome.js';
import type { PolicyFacts } from './policy-facts.js';
import { POLICY_RULES, type PolicyFields, type PolicyRuleName } from './policy-rules.js';

/** A company's policy: the rules that it has. */
export interface Policy extends Partial<PolicyFields> {
  readonly version: 1;
}

/** The rules that a policy has, in the order in which they are checked. */
export const rulesOf = (policy: Policy): readonly PolicyRuleName[] =>
  (Object.keys(POLICY_RULES) as PolicyRuleName[]).filter((name) => policy[name] !== undefined);

/** Judges the installation by a policy: a row per rule that it has. */
export function judgePolicy(policy: Policy, facts: PolicyFacts): CheckedRow[] {
  return rulesOf(policy).map((name) => ({
    id: `policy-${name}`,
    title: `policy: ${name}`,
    ...judge(name, policy, facts),
  }));
}

function judge<Name extends PolicyRuleName>(name: Name, policy: Policy, facts: PolicyFacts): CheckOutcome {
  return POLICY_RULES[name].judge(facts, policy[name] as PolicyFields[Name]);
}
