import { expect, test } from 'vitest';
import { editSettings } from './edit-settings.js';
import { parseSettings } from './parse-settings.js';

test.each([
  ['', 'budget_per_month = 3000\nbudget_pool = acme\n'],
  ['port = 9001', 'port = 9001\nbudget_per_month = 3000\nbudget_pool = acme\n'],
  [
    '; mine\nbudget_pool=x ; old\n\nport = 1\n',
    '; mine\nbudget_pool = acme\n\nport = 1\nbudget_per_month = 3000\n',
  ],
  ['# budget_pool = x\n', '# budget_pool = x\nbudget_per_month = 3000\nbudget_pool = acme\n'],
])('%j becomes %j', (before, after) => {
  expect(editSettings(before, { budget_per_month: 3000, budget_pool: 'acme' })).toBe(after);
});

test.each(['Müller & Söhne', 'a;b', '"quoted"', "o'neill", 'true', ' spaced ', 'a=b', '#1', '[x]'])(
  'the pool %j is read back as it was set',
  (pool) => {
    const parsed = parseSettings(editSettings('port = 1\n', { budget_pool: pool }));
    expect(parsed.ok && parsed.settings).toEqual({ port: 1, budgetPool: pool.trim() });
  },
);
