import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { diagnoseConfig } from './diagnose-config.js';

const A = madeKey();

test.each([
  [
    'a header with words after it',
    `[api_keys] ; ours\na = ${A}\n`,
    1,
    /other readers .*the header is not alone/,
  ],
  ['an indented header', ` [x]\n[api_keys]\na = ${A}\n`, 1, /the header is not alone/],
  [
    'a line without "=" in another section',
    `[x]\nhost : y\n[api_keys]\na = ${A}\n`,
    2,
    /\.NET does not read this line.*":"/,
  ],
  [
    'a value of several lines in another section',
    `[x]\nv = 1\n  2\n[api_keys]\na = ${A}\n`,
    3,
    /\.NET .*continues the value above/,
  ],
  ['a name that .NET takes for a comment', `[api_keys]\n/a = ${A}\n`, 2, /\.NET does not read "\/a".*"\/"/],
  [
    'a name in capital letters, which .NET does not mind',
    `[api_keys]\nBridge = ${A}\n`,
    2,
    /npm's ini does not read bridge/,
  ],
  ['a reference', `[api_keys]\na = ${A}\nb = %(a)s\n`, 3, /npm's ini and \.NET do not read b .*"%"/],
])('%s is told with its line, its readers and what to write', (_, text, line, says) => {
  const findings = diagnoseConfig(text).filter(({ rule }) => rule === 'read-otherwise');
  expect(findings.map((finding) => finding.line)).toEqual([line]);
  expect(findings[0]?.message).toMatch(says);
  expectNoKey(A, findings);
});

test('names of one spelling in two cases of a section end the reading of .NET, and are told', () => {
  const text = `[api_keys]\na = ${A}\n[API_KEYS]\nA = ${A}\n`;
  expect(diagnoseConfig(text).some(({ message, line }) => line === 4 && /\.NET/.test(message))).toBe(true);
});

test('a key where a name belongs is not shown', () => {
  const findings = diagnoseConfig(`[api_keys]\n${A} : x\n`);
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.map(({ message }) => message).join('\n')).toContain(':');
});
