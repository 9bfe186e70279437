import { expect, test } from 'vitest';
import { scenarioSchema } from '../scenario.js';

test('the published schema is the one that the parser checks with (make it again with vitest -u)', async () => {
  const text = `${JSON.stringify(scenarioSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../scenario.schema.json');
});
