import { expect, test } from 'vitest';
import { schemaAddress } from '../../../../test/answer-shape.js';
import { policySchema } from './policy-schema.js';

test('the published schema is the one that doctor checks with (make it again with vitest -u)', async () => {
  const text = `${JSON.stringify(policySchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../../../schemas/policy.schema.json');
});

test('the schema says where the site has it', () => {
  expect(policySchema().$id).toBe(schemaAddress('policy.schema.json'));
});
