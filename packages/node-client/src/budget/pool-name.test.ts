import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { ledgerFileName, poolNameFlaw, readLedgerFileName, redisKey } from './pool-name.js';

const month = '2026-11';

test.each([
  ['acme', 'budget-acme-2026-11.ledger'],
  ['Acme', 'budget-%41cme-2026-11.ledger'],
  ['../etc/passwd', 'budget-%2e%2e%2fetc%2fpasswd-2026-11.ledger'],
  ['Müller & Söhne', 'budget-%4d%c3%bcller%20%26%20%53%c3%b6hne-2026-11.ledger'],
  ['a-2026-10', 'budget-a-2026-10-2026-11.ledger'],
  ['100%', 'budget-100%25-2026-11.ledger'],
])('the pool %j has the file %s, and is read back from it', (pool, name) => {
  expect(ledgerFileName({ pool, month })).toBe(name);
  expect(readLedgerFileName(name)).toEqual({ pool, month });
});

test.each(['config.ini', 'budget-acme.ledger', 'budget-Acme-2026-11.ledger', 'budget-%zz-2026-11.ledger'])(
  '%s is not a ledger',
  (name) => {
    expect(readLedgerFileName(name)).toBeUndefined();
  },
);

test.each([
  ['', 'empty'],
  [7, 'text'],
  ['a\nb', 'control characters'],
  ['\u202eacme', 'control characters'],
  ['ü'.repeat(33), '64 bytes'],
])('the name %j is refused', (name, why) => {
  expect(poolNameFlaw(name)).toContain(why);
});

test('a key is not a name, and the refusal does not show it', () => {
  const key = madeKey();
  expect(poolNameFlaw(key)).toContain('API key');
  expect(poolNameFlaw(key)).not.toContain(key.slice(3));
});

test('Redis is not shown the name', () => {
  expect(redisKey({ pool: 'acme', month })).toMatch(/^dlubal-budget:[0-9a-f]{32}:2026-11$/);
  expect(redisKey({ pool: 'acme', month })).not.toBe(redisKey({ pool: 'Acme', month }));
});
