import { madeKey } from '@dlubal-kit/testing/made-keys';
import fc from 'fast-check';
import { parse } from 'ini';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../parse-config.js';
import { diagnoseConfig } from './diagnose-config.js';
import { fixConfig } from './fix-config.js';

const [A, B] = [madeKey(), madeKey()];

describe('fixConfig', () => {
  test('writes what every reader takes alike, and keeps comments, order and line ends', () => {
    const before = `; ours\r\n[proxy]\r\nhost : x\r\n\r\n[api_keys] ; bridges\r\n# one\r\n Bridge : ${A}\r\n two=${B}\r\n default = %(bridge)s\r\n`;
    expect(fixConfig(before)).toBe(
      `; ours\r\n[proxy]\r\nhost : x\r\n\r\n[api_keys]\r\n; bridges\r\n# one\r\n bridge = ${A}\r\n two=${B}\r\n default = ${A}\r\n`,
    );
  });

  test.each([
    ['a colon', `[api_keys]\na : ${A}\n`, `[api_keys]\na = ${A}\n`],
    ['capital letters', `[api_keys]\nBridge = ${A}`, `[api_keys]\nbridge = ${A}`],
    ['an indented header', ` [api_keys]\na = ${A}\n`, `[api_keys]\na = ${A}\n`],
    ['words after the last header', `[api_keys]\na = ${A}\n[x] words`, `[api_keys]\na = ${A}\n[x]\n; words`],
    [
      'the header of another section',
      `[x] # one\n[api_keys]\na = ${A}\n`,
      `[x]\n# one\n[api_keys]\na = ${A}\n`,
    ],
    [
      'a reference through [DEFAULT]',
      `[DEFAULT]\nk = ${A}\n[api_keys]\na = %(K)s\n`,
      `[DEFAULT]\nk = ${A}\n[api_keys]\na = ${A}\n`,
    ],
  ])('fixes %s', (_, before, after) => {
    expect(fixConfig(before)).toBe(after);
    expect(
      diagnoseConfig(after).filter(({ rule, name }) => rule === 'read-otherwise' && name !== 'k'),
    ).toEqual([]);
  });

  test.each([
    ['a value on the lines below', `[api_keys]\na =\n  ${A}\n`],
    ['a comment after the value, which is part of it', `[api_keys]\na = ${A} ; mine\n`],
    ['quotation marks', `[api_keys]\na = "${A}"\n`],
    ['a name with brackets', `[api_keys]\na[] : ${A}\n`],
    ['a name that npm does not read as one', `[api_keys]\n__proto__ : ${A}\n`],
    ['a percent sign', `[api_keys]\na : 100%%\n`],
    ['a value that cannot be interpolated', `[api_keys]\na : %(x)s\n`],
    ['a header with blanks inside its brackets', `[ api_keys ]\na : ${A}\n`],
    ['a lone carriage return', `[api_keys]\na : ${A}\r`],
    ['a file that cannot be read', `[api_keys]\na : ${A}\na = ${B}\n`],
    ['a file that is fine', `[api_keys]\n  a=${A}\n  default = ${A}`],
    ['an empty file', ''],
  ])('leaves %s', (_, text) => {
    expect(fixConfig(text)).toBe(text);
  });
});

const line = fc.constantFrom(
  ...['[api_keys]', ' [api_keys] ; c', '[x] y', '[DEFAULT]#', '[y]]', '[ z ]', '# c', '  ; c', ''],
  ...['a = 1', 'B : 2', ' c=%(a)s', '  d : %%', 'E:"q"', 'f[] = 1', 'g =', '\th', 'i : x ; y', '/j = 1'],
  ...[
    '__proto__ = 1',
    'true : true',
    'k : %(b)s%(b)s',
    'l \u00a0:\u00a0 x\u00a0',
    'm\\ : \\;',
    'ÄÖ : é',
    '"n" : 1',
  ],
);
const anyText = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, closed]) => lines.join(end) + (closed ? end : ''));

function meaning(text: string): unknown {
  const config = parseConfig(text);
  if (!config.ok) return config.error.message;
  const entries = [...(config.apiKeys?.values() ?? [])];
  return [config.sections, entries.map(({ name, value, error }) => [name, value ?? error?.rule])];
}

test('whatever the file, it means the same to the official client, and fixing it again changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const fixed = fixConfig(text);
      expect(meaning(fixed)).toEqual(meaning(text));
      expect(fixConfig(fixed)).toBe(fixed);
    }),
    { numRuns: 3000 },
  );
});

test('comments and the entries of other sections stay', () => {
  const kept = (text: string): string[] =>
    text.split(/\r?\n/).filter((raw) => /^\s*[#;]/.test(raw) && !/^; y|^; c|^#$/.test(raw));
  fc.assert(
    fc.property(anyText, (text) => {
      expect(kept(fixConfig(text))).toEqual(kept(text));
    }),
  );
});

test("a file of keys, however written, reads the same to npm's ini once it is fixed", () => {
  const name = fc
    .stringMatching(/^[A-Za-z][A-Za-z0-9_. -]{0,20}[a-z0-9]$/)
    .filter((n) => !/default|default/i.test(n));
  const entry = fc.tuple(
    name,
    fc.constantFrom('=', ' = ', ': ', '  :\t'),
    fc.constantFrom(A, B),
    fc.constantFrom('', ' ', '\t'),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: ([n]) => n.toLowerCase(), minLength: 1, maxLength: 8 }),
      fc.constantFrom('[api_keys]', '[api_keys] ; ours', ' [api_keys]'),
      fc.constantFrom('\n', '\r\n'),
      (entries, header, end) => {
        const [first] = entries;
        const lines = entries.map(([n, delimiter, value, blank]) => n + delimiter + value + blank);
        const text = [header, ...lines, `Default : %(${first?.[0]})s`, ''].join(end);
        const wanted = Object.fromEntries(entries.map(([n, , value]) => [n.toLowerCase(), value]));
        expect({ ...parse(fixConfig(text)).api_keys }).toEqual({ ...wanted, default: first?.[2] });
        expect(diagnoseConfig(fixConfig(text)).filter(({ rule }) => rule === 'read-otherwise')).toEqual([]);
      },
    ),
    { numRuns: 1000 },
  );
});
