import { describe, expect, test } from 'vitest';
import { judgePolicy, type Policy } from './judge-policy.js';
import type { PolicyFacts } from './policy-facts.js';
import { POLICY_RULES } from './policy-rules.js';

const FACTS: PolicyFacts = {
  server: { address: '127.0.0.1:9000', loopback: true, encrypted: false, encryptedBy: 'default' },
  key: { name: 'project_1', masked: 'ak-…0001', fingerprint: '1c9f02ab', source: 'option-name' },
  hasDefault: false,
  permissions: { state: 'ok', message: 'file 0600, folder 0700' },
  hasConfig: true,
};
const away = { address: 'rfem.example:9000', loopback: false, encrypted: false, encryptedBy: '--no-tls' };
const encrypted = { ...away, encrypted: true, encryptedBy: 'DLUBAL_API_TLS' };

describe('a rule is kept or broken:', () => {
  test.each<[string, Omit<Policy, 'version'>, Partial<PolicyFacts>, 'ok' | 'failed', RegExp]>([
    ['plaintext on this machine', { plaintext: 'forbidden' }, {}, 'ok', /is this machine/],
    [
      'plaintext to another',
      { plaintext: 'forbidden' },
      { server: away },
      'failed',
      /--no-tls\).*Turn TLS on/,
    ],
    ['TLS to another', { plaintext: 'forbidden' }, { server: encrypted }, 'ok', /are encrypted/],
    ['plaintext, unknown', { plaintext: 'forbidden' }, { server: undefined }, 'failed', /cannot be judged/],
    ['no TLS on this machine', { tls: 'required' }, {}, 'failed', /not encrypted \(default\)/],
    ['TLS', { tls: 'required' }, { server: encrypted }, 'ok', /DLUBAL_API_TLS/],
    ['TLS, unknown', { tls: 'required' }, { server: undefined }, 'failed', /cannot be judged/],
    ['no default', { default: 'forbidden' }, {}, 'ok', /no default/],
    ['a default', { default: 'forbidden' }, { hasDefault: true }, 'failed', /keys remove default/],
    ['default, unknown', { default: 'forbidden' }, { hasDefault: undefined }, 'failed', /cannot be judged/],
    ['own file', { permissions: 'owner-only' }, {}, 'ok', /0600/],
    [
      'a file for all',
      { permissions: 'owner-only' },
      { permissions: { state: 'warning', message: 'mode 0644 lets others in.' } },
      'failed',
      /0644/,
    ],
    ['no file', { permissions: 'owner-only' }, { hasConfig: false }, 'ok', /there is no config.ini/],
    [
      'rights that Windows does not tell',
      { permissions: 'owner-only' },
      { permissions: { state: 'skipped', message: 'Windows did not say.' } },
      'failed',
      /cannot be judged.*Windows/,
    ],
    ['an allowed place', { places: ['keyring', 'option-name'] }, {}, 'ok', /--key-name/],
    ['another place', { places: ['keyring'] }, {}, 'failed', /option-name\)\. Allowed: keyring/],
    ['places without a key', { places: ['keyring'] }, { key: undefined }, 'ok', /no key is in use/],
    ['a pinned key', { fingerprints: ['00000000', '1c9f02ab'] }, {}, 'ok', /is listed/],
    ['another key', { fingerprints: ['00000000'] }, {}, 'failed', /1c9f02ab, which is not listed/],
    ['pins without a key', { fingerprints: ['00000000'] }, { key: undefined }, 'ok', /no key is in use/],
  ])('%s', (_, rules, facts, state, says) => {
    const [row, ...more] = judgePolicy({ version: 1, ...rules }, { ...FACTS, ...facts });
    expect(row).toMatchObject({ state, message: expect.stringMatching(says) });
    expect(row?.exitCode).toBe(state === 'ok' ? undefined : 13);
    expect(more).toEqual([]);
  });
});

test('a policy without rules finds nothing, one with all has a row per rule', () => {
  expect(judgePolicy({ version: 1 }, FACTS)).toEqual([]);
  const all: Policy = {
    version: 1,
    fingerprints: ['1c9f02ab'],
    places: ['option-name'],
    permissions: 'owner-only',
    default: 'forbidden',
    tls: 'required',
    plaintext: 'forbidden',
  };
  expect(judgePolicy(all, FACTS).map(({ id }) => id)).toEqual(
    Object.keys(POLICY_RULES).map((name) => `policy-${name}`),
  );
});
