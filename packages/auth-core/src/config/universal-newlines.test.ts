import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { askPython, findPython } from '@dlubal-kit/testing/python-peer';
import { describe, expect, onTestFinished, test } from 'vitest';
import { editConfig } from './edit/edit-config.js';
import { parseConfig } from './parse-config.js';
import { universalNewlines } from './universal-newlines.js';

const [A, B] = [madeKey(), madeKey()];

/** What is between the lines of a file; the two last end no line in Python's text mode. */
const ENDS: Readonly<Record<string, string>> = {
  'line feeds': '\n',
  'Windows line ends': '\r\n',
  'lone carriage returns': '\r',
  'both the wrong way round': '\n\r',
  'two returns and a feed': '\r\r\n',
  'next line (U+0085)': '\u0085',
  'vertical tabs': '\v',
  'form feeds': '\f',
  'file separators': '\x1c',
  'group separators': '\x1d',
  'record separators': '\x1e',
  'line separators (U+2028)': '\u2028',
  'paragraph separators (U+2029)': '\u2029',
};

/** Files whose lines end in one way, and files where one line ends so among others. */
const FILES = Object.entries(ENDS).flatMap(([title, end]) => [
  { title: `all with ${title}`, text: ['[api_keys]', `a = ${A}`, `b = ${B}`, ''].join(end) },
  { title: `one with ${title}`, text: `[api_keys]\na = ${A}${end}b = ${B}\n` },
  { title: `Windows and ${title}`, text: `[api_keys]\r\na = ${A}${end}b = ${B}\r\n` },
]);

const read = (text: string): Record<string, string | undefined> | null => {
  const config = parseConfig(universalNewlines(text));
  if (!config.ok) return null;
  return Object.fromEntries([...(config.apiKeys ?? [])].map(([name, { value }]) => [name, value]));
};

const python = findPython(['configparser']);

/** What the official client's reader finds in files, which it opens in text mode. */
function readByPython(texts: readonly string[]): unknown {
  if (!python.found) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'dlubal-newlines-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const paths = texts.map((text, at) => {
    writeFileSync(join(folder, `${at}.ini`), text);
    return join(folder, `${at}.ini`);
  });
  const program = `
import configparser, json, sys
def read(path):
    config = configparser.ConfigParser()
    try:
        config.read(path, encoding='utf-8')
        return dict(config['api_keys']) if 'api_keys' in config else {}
    except configparser.Error:
        return None
print(json.dumps([read(path) for path in json.load(sys.stdin)]))
`;
  return askPython(python.path, program, paths);
}

describe.skipIf(!python.found)(
  `Python's reader of files (${python.found ? 'found' : python.because})`,
  () => {
    test('reads every file as we do', () => {
      expect(FILES.map(({ text }) => read(text))).toEqual(readByPython(FILES.map(({ text }) => text)));
    });

    test('reads what an edit leaves, with what was added', () => {
      const added = madeKey();
      const edited = FILES.map(({ text }) => {
        const before = read(text) ?? {};
        return { before, after: editConfig(text, { set: { added } }) };
      });
      expect(readByPython(edited.map(({ after }) => after))).toEqual(
        edited.map(({ before }) => ({ ...before, added })),
      );
    });
  },
);

test.for(FILES)('an edit that changes nothing gives back the same text: $title', ({ text }) => {
  expect(editConfig(text, {})).toBe(text);
});

test('a lone carriage return becomes the line end of the file', () => {
  expect(universalNewlines('a\rb\r\nc')).toBe('a\r\nb\r\nc');
  expect(universalNewlines('a\rb\nc\r')).toBe('a\nb\nc\n');
  expect(universalNewlines('a\rb')).toBe('a\nb');
});
