import { fingerprint, mask } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import { keyChanges } from './key-changes.js';

const [A, B] = [madeKey(), madeKey()];
const file = (...lines: string[]): string => ['[api_keys]', ...lines, ''].join('\n');
const key = (value: string) => ({ masked: mask(value), fingerprint: fingerprint(value) });

describe('what happened to keys:', () => {
  test.each<[string, string, string, readonly object[]]>([
    ['a first key', '', file(`a = ${A}`), [{ action: 'added', name: 'a', ...key(A) }]],
    ['another', file(`a = ${A}`), file(`a = ${A}`, `b = ${B}`), [{ action: 'added', name: 'b', ...key(B) }]],
    [
      'a replaced one',
      file(`a = ${A}`),
      file(`a = ${B}`),
      [{ action: 'replaced', name: 'a', ...key(B), oldFingerprint: fingerprint(A) }],
    ],
    [
      'another name',
      file(`a = ${A}`),
      file(`b = ${A}`),
      [{ action: 'renamed', name: 'b', oldName: 'a', ...key(A) }],
    ],
    [
      'one of two names with the same key',
      file(`a = ${A}`, `b = ${A}`),
      file(`a = ${A}`, `c = ${A}`),
      [{ action: 'renamed', name: 'c', oldName: 'b', ...key(A) }],
    ],
    [
      'a rotation',
      file(`a = ${A}`),
      file(`a = ${B}`, `a.old = ${A}`),
      [
        { action: 'replaced', name: 'a', ...key(B), oldFingerprint: fingerprint(A) },
        { action: 'added', name: 'a.old', ...key(A) },
      ],
    ],
    ['a removed one', file(`a = ${A}`), file(), [{ action: 'removed', name: 'a', ...key(A) }]],
    [
      'a default',
      file(`a = ${A}`),
      file(`a = ${A}`, `default = ${A}`),
      [{ action: 'default-set', name: 'a', ...key(A) }],
    ],
    [
      'another default',
      file(`a = ${A}`, `default = ${B}`),
      file(`a = ${A}`, `default = ${A}`),
      [{ action: 'default-set', name: 'a', ...key(A), oldFingerprint: fingerprint(B) }],
    ],
    [
      'no default any more, which had no name',
      file(`a = ${A}`, `default = ${B}`),
      file(`a = ${A}`),
      [{ action: 'default-removed', name: null, ...key(B) }],
    ],
    ['other lines', file(`a = ${A}`), file('# ours', `a: ${A}`), []],
    ['an unreadable file', 'junk', file(`a = ${A}`), [{ action: 'added', name: 'a', ...key(A) }]],
  ])('%s', (_, before, after, changes) => {
    const told = keyChanges(before, after);
    expect(told).toEqual(changes);
    for (const secret of [A, B]) expectNoKey(secret, told);
  });
});
