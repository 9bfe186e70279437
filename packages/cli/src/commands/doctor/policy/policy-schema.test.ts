import { expect, test } from 'vitest';
import { policySchema } from './policy-schema.js';

test('the published schema is the one that doctor checks with (make it again with vitest -u)', async () => {
  const text = `${JSON.stringify(policySchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../../../schemas/policy.schema.json');
});
