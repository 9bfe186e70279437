import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import { diagnoseConfig } from './diagnose-config.js';

const [A, B] = [madeKey(), madeKey()];
const found = (text: string): unknown[] =>
  diagnoseConfig(text).map(({ rule, line, name }) => [rule, line, name]);

test('a file that all readers agree on has no finding', () => {
  expect(diagnoseConfig(`[api_keys]\na = ${A}\nb = ${B}\ndefault = ${A}\n`)).toEqual([]);
});

describe('findings', () => {
  test.each<[string, string, unknown[]]>([
    [
      'a line that the official client refuses',
      `[api_keys]\na = ${A}\nA = ${B}\n`,
      [['config-syntax', 3, undefined]],
    ],
    ['no section', '[other]\n', [['no-section', undefined, undefined]]],
    ['no key', '[api_keys]\n', [['no-key', undefined, undefined]]],
    ['no default', `[api_keys]\na = ${A}\n`, [['default-missing', undefined, undefined]]],
    [
      'a default that no name holds',
      `[api_keys]\na = ${A}\ndefault = ${B}\n`,
      [['default-unnamed', 3, 'default']],
    ],
    [
      'the same key under two names',
      `[api_keys]\na = ${A}\nb = ${A}\ndefault = ${A}\n`,
      [['duplicate-value', 3, 'b']],
    ],
    [
      'a damaged key',
      `[api_keys]\na = ${A}0\ndefault = ${A}0\n`,
      [
        ['key-malformed', 2, 'a'],
        ['key-malformed', 3, 'default'],
      ],
    ],
    [
      'a value that cannot be interpolated',
      `[api_keys]\na = %(x)s\nb = ${B}\ndefault = ${B}\n`,
      [['value-unreadable', 2, 'a']],
    ],
    [
      'a lone carriage return',
      `[api_keys]\na = ${A}\r\n#\r# x\ndefault = ${A}\n`,
      [['lone-carriage-return', 3, undefined]],
    ],
  ])('%s', (_, text, wanted) => {
    expect(found(text)).toEqual(wanted);
  });

  test.each([
    [`b : ${B}`, 'the delimiter is ":"'],
    [`B = ${B}`, 'the name has capital letters'],
    [`b = %(a)s`, 'the value has a "%"'],
    [`b =\n  ${B}`, 'the value is on the lines below'],
  ])('%j is told as read otherwise, with its cause', (line, says) => {
    const findings = diagnoseConfig(`[api_keys]\na = ${A}\n${line}\ndefault = ${A}\n`);
    expect(findings.find(({ rule }) => rule === 'read-otherwise')?.message).toContain(says);
  });

  test('a comment after a key is told as part of the key', () => {
    const rules = diagnoseConfig(`[api_keys]\na = ${A} ; mine\ndefault = ${B}\n`).map(({ rule }) => rule);
    expect(rules).toContain('key-malformed');
    expect(rules).toContain('read-otherwise');
  });
});

test('no finding shows a key', () => {
  const texts = [
    `[api_keys]\n${A}\n`,
    `[api_keys]\n${A} = 1\n${A} = 2\n`,
    `[api_keys]\nx = "${A}"\ny = ${A}${A}\nz = %(${A})s\n${A} = 1\n`,
  ];
  for (const text of texts) {
    const findings = diagnoseConfig(text);
    expect(findings.length).toBeGreaterThan(0);
    expectNoKey(
      A,
      findings.map(({ message }) => message),
    );
  }
});
