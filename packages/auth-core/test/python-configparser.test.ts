import { madeKey } from '@dlubal-kit/testing/made-keys';
import { askPython, findPython } from '@dlubal-kit/testing/python-peer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConfigEdit, editConfig, fixConfig, parseConfig } from '../src/index.js';

const python = findPython(['configparser', 'json']);
const titled = (title: string): string => (python.found ? title : `${title} (skipped: ${python.because})`);

/** Reads each text as the official client does, and prints sections, names and values, or the exception's name. */
const READ = `
import configparser, json, sys
def read(text):
    parser = configparser.ConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error as error:
        return {'error': type(error).__name__}
    keys = None
    if parser.has_section('api_keys'):
        keys = []
        for name in parser.options('api_keys'):
            try:
                keys.append([name, parser.get('api_keys', name)])
            except configparser.Error as error:
                keys.append([name, {'error': type(error).__name__}])
    return {'sections': parser.sections(), 'keys': keys}
json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
`;

function readHere(text: string): unknown {
  const config = parseConfig(text);
  if (!config.ok) return { error: config.error.rule };
  const keys =
    config.apiKeys &&
    [...config.apiKeys].map(([name, entry]) => [
      name,
      entry.error ? { error: entry.error.rule } : entry.value,
    ]);
  return { sections: config.sections, keys: keys ?? null };
}

function compare(path: string, texts: readonly string[]): void {
  const theirs = askPython(path, READ, texts) as unknown[];
  texts.forEach((text, index) => {
    expect(readHere(text), JSON.stringify(text)).toEqual(theirs[index]);
  });
}

const piece = fc.constantFrom(
  ...[
    '[api_keys]',
    '[DEFAULT]',
    '[',
    '] ',
    ']',
    '[x]',
    'a',
    'b',
    'B',
    'default',
    '=',
    ':',
    ' = ',
    '\n',
    '\n',
    '\n',
    '\r\n',
  ],
  ...[
    '\r',
    ' ',
    '\t',
    '#',
    ';',
    '%',
    '%%',
    '%(a)s',
    '%(B)s',
    '%(',
    '%()s',
    '%(a)',
    'ak-1',
    '"q"',
    '\u00a0',
    '\u0085',
    '\x1c',
  ],
  ...[
    '\ufeff',
    '\u2028',
    '\x0b',
    '\0',
    'İ',
    'ΑΣ',
    'ß',
    '__proto__',
    '\u3000',
    '\u200b',
    '\n[api_keys]\n',
    '\na = 1\n',
    '\n c\n',
    '\nb = %(a)s\n',
  ],
);
const start = fc.constantFrom('', '[api_keys]\n', '[DEFAULT]\nx = 1\n[api_keys]\n');
const anyText = fc
  .tuple(start, fc.array(piece, { maxLength: 25 }))
  .map(([head, rest]) => head + rest.join(''));

test.skipIf(!python.found)(titled('5,000 random texts are read as Python configparser reads them'), () => {
  if (!python.found) return;
  compare(python.path, fc.sample(anyText, 5000));
});

test.skipIf(!python.found)(titled('a file edited 300 times is read back by Python after each edit'), () => {
  if (!python.found) return;
  const name = fc.constantFrom(
    'project_1',
    'Project 2',
    'bridge',
    'ÄÖ',
    'x.y',
    'a%b',
    'p[]',
    '__proto__',
    'constructor',
  );
  const value = fc.oneof(
    fc.constant(0).map(madeKey),
    fc.constantFrom('100%', '%(bridge)s', 'a;b', '#', '', '= x'),
  );
  const edit = fc.oneof(
    fc.tuple(name, value).map(([n, v]): ConfigEdit => ({ set: { [n]: v } })),
    name.map((n): ConfigEdit => ({ remove: [n] })),
    value.map((v): ConfigEdit => ({ setDefault: v })),
  );
  let text =
    '; ours\r\n[other]\r\n k = v\r\n\r\n[api_keys]\r\n  # first\r\n  old : %(base)s\r\n [DEFAULT]\r\nbase = ak-1\r\n';
  const texts: string[] = [];
  const wanted = new Map([
    ['old', 'ak-1'],
    ['base', 'ak-1'],
  ]);
  for (const step of fc.sample(edit, 300)) {
    text = editConfig(text, step);
    for (const [n, v] of Object.entries(step.set ?? {})) wanted.set(n.toLowerCase(), String(v));
    for (const n of step.remove ?? []) wanted.delete(n.toLowerCase());
    if (step.setDefault !== undefined) wanted.set('default', String(step.setDefault));
    texts.push(text);
    expect(new Map((readHere(text) as { keys: [string, string][] }).keys)).toEqual(wanted);
  }
  compare(python.path, texts);
  expect(text).toContain('; ours\r\n[other]\r\n k = v\r\n');
  expect(text).toContain('  # first\r\n');
});

test.skipIf(!python.found)(titled('500 fixed texts mean the same to Python as before'), () => {
  if (!python.found) return;
  const texts = fc.sample(anyText, 25_000).filter((text) => fixConfig(text) !== text);
  const before = texts.slice(0, 500);
  expect(before.length).toBe(500);
  const read = (all: readonly string[]): unknown => askPython(python.path, READ, all);
  expect(read(before.map(fixConfig))).toEqual(read(before));
});
