import type { DataRules } from '@dlubal-kit/mock-server/scenario';
import { POLICY_RULES } from './policy-rules.js';

/** JSON Schema (draft 7) of policy files, made from the rules. What the package publishes in `schemas` is the same. */
export const policySchema = (): DataRules['schema'] => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://dlubal-kit.github.io/dlubal-kit/schemas/policy.schema.json',
  title: 'Policy of a company for "dlubal-auth doctor --policy"',
  type: 'object',
  properties: {
    $schema: { type: 'string' },
    version: { const: 1, description: 'Version of this format.' },
    ...Object.fromEntries(Object.entries(POLICY_RULES).map(([name, { schema }]) => [name, schema])),
  },
  required: ['version'],
  additionalProperties: false,
});
