import { expect, test } from 'vitest';
import { type BudgetOptions, budgetRule } from './budget-options.js';

const acme = { pool: 'acme', perMonth: 3_000 } as const;

test('what is left open has its default', () => {
  expect(budgetRule(acme, {})).toEqual({
    ...acme,
    warnAt: 0.8,
    onLimit: 'refuse',
    redis: undefined,
    onStoreDown: 'failOpen',
    force: false,
  });
});

test('the URL of Redis comes from the environment, unless it is given', () => {
  const env = { DLUBAL_BUDGET_REDIS_URL: 'redis://fleet.example' };
  expect(budgetRule(acme, env).redis).toBe('redis://fleet.example');
  expect(budgetRule({ ...acme, redis: 'rediss://own.example' }, env).redis).toBe('rediss://own.example');
  expect(budgetRule(acme, { DLUBAL_BUDGET_REDIS_URL: '' }).redis).toBeUndefined();
});

test.each([
  ['perMonth', { pool: 'acme' }],
  ['perMonth', { ...acme, perMonth: -1 }],
  ['perMonth', { ...acme, perMonth: 1.5 }],
  ['perMonth', { ...acme, perMonth: '3000' }],
  ['warnAt', { ...acme, warnAt: 80 }],
  ['onLimit', { ...acme, onLimit: 'stop' }],
  ['onStoreDown', { ...acme, onStoreDown: 'wait' }],
  ['force', { ...acme, force: 'yes' }],
  ['pool', { ...acme, pool: '' }],
  ['redis', { ...acme, redis: 'http://ada:hunter2-hunter2@redis.example' }],
  ['redis', { ...acme, redis: 'redis.example:6379' }],
])('budget.%s is wrong usage in %j', (name, options) => {
  const make = (): unknown => budgetRule(options as BudgetOptions, {});
  expect(make).toThrow(expect.objectContaining({ kind: 'client-misuse' }));
  expect(make).toThrow(`budget.${name} cannot be used: it `);
  expect(make).not.toThrow('hunter2');
});

test('an unknown option is refused, with the one that was meant', () => {
  expect(() => budgetRule({ ...acme, warnat: 0.9 } as BudgetOptions, {})).toThrow('Did you mean "warnAt"?');
});
