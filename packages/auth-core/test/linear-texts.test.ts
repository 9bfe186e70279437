import { expectLinear, linesOf } from '@dlubal-kit/testing/growth';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import {
  classifyError,
  cleanText,
  diagnoseConfig,
  fixConfig,
  parseConfig,
  parseSettings,
  redact,
} from '../src/index.js';

const KEY = madeKey();
const INI = '[api_keys]\n';

/** Values that name others, each ten times: the last is ten thousand characters long. */
const STEPS = [0, 1, 2, 3, 4]
  .map((step) => `s${step} = ${step === 0 ? 'x' : `%(s${step - 1})s`.repeat(10)}\n`)
  .join('');

const CONFIGS: readonly (readonly [title: string, make: (size: number) => string])[] = [
  ['keys', (size) => INI + linesOf((at) => `k${at} = ${KEY}\n`, size)],
  ['bad keys', (size) => INI + linesOf((at) => `k${at} = x${at}\n`, size)],
  ['headers that are left open', (size) => INI + linesOf((at) => `[k${at} = v\n`, size)],
  ['sections', (size) => linesOf((at) => `[s${at}]\n`, size)],
  ['a value of many lines', (size) => `${INI}a = b\n${linesOf(() => ' c\n', size)}`],
  ['blank lines in a value', (size) => `${INI}a = b\n${'\n'.repeat(size)} c\n`],
  ['values that name others', (size) => `${INI}${STEPS}${linesOf((at) => `k${at} = %(s4)s\n`, size)}`],
  ['names that are left open', (size) => `${INI}v = ${'%('.repeat(size / 2)}\n`],
  ['carriage returns alone', (size) => INI + linesOf((at) => `k${at} = v\r`, size)],
  ['DEFAULT', (size) => `[DEFAULT]\n${linesOf((at) => `k${at} = ${KEY}\n`, size)}${INI}x = 1\n`],
];

describe.each([
  ['parseConfig', parseConfig, 60_000],
  ['diagnoseConfig', diagnoseConfig, 50_000],
  ['fixConfig', fixConfig, 50_000],
  ['parseSettings', (text: string) => parseSettings(text, { owner: 'home' }), 100_000],
] as const)('%s takes twice as long for twice as many', (_, work, size) => {
  test.each(CONFIGS)('%s', (_title, make) => expectLinear(make, work, size));
});

const TEXTS: readonly string[] = [
  'ak-',
  `${KEY}\n`,
  'ak-0\n',
  '%61%6b%2d',
  '\\u0061\\u006b',
  '&#x61;',
  'YWst',
  'a\u200bk\u200b',
  '\x1b[31m',
  'details = "',
  '{"code": 16, ',
  'UNAUTHENTICATED - API ',
  'authorization: Bearer ',
  '"\\',
];

describe.each([
  ['redact', redact],
  ['cleanText', cleanText],
  ['classifyError', (text: string) => classifyError(text)],
] as const)('%s takes twice as long for twice as many', (_, work) => {
  test.each(TEXTS.map((text) => [text]))('%j', (text) =>
    expectLinear((size) => text.repeat(size / text.length), work, 200_000),
  );
});

test('values that name each other stop growing, and say so at the first that is too long', () => {
  const config = parseConfig(`${INI}${STEPS}${linesOf((at) => `k${at} = %(s4)s%(s4)s\n`, 20_000)}`);
  const entries = config.ok ? [...(config.apiKeys?.values() ?? [])] : [];
  const length = entries.reduce((sum, { value = '' }) => sum + value.length, 0);
  expect(length).toBeLessThan(1_500_000);
  expect(entries.at(-1)?.error?.rule).toBe('InterpolationDepthError');
});
