import { describe, expect, test } from 'vitest';
import { readYaml } from './read-yaml.js';

const read = (text: string): unknown => {
  const said = readYaml(text);
  return 'data' in said
    ? said.data
    : said.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

const TOO_MUCH = 'aliases repeat too much of the file. Write out what they refer to, or leave it out.';
const UNMERGEABLE = 'this cannot be merged. Give "<<" an alias of an object, or a list of them.';

const rows: [title: string, text: string, data: unknown][] = [
  [
    'a merge gives its fields',
    'a: &a { x: 1, y: 2 }\nb: { <<: *a, y: 3 }',
    { a: { x: 1, y: 2 }, b: { x: 1, y: 3 } },
  ],
  ['fields win wherever the merge is', 'a: &a { x: 1 }\nb: { x: 2, <<: *a }', { a: { x: 1 }, b: { x: 2 } }],
  [
    'the first of several wins',
    'a: &a { x: 1 }\nb: &b { x: 2, y: 2 }\nc: { <<: [*a, *b] }',
    { a: { x: 1 }, b: { x: 2, y: 2 }, c: { x: 1, y: 2 } },
  ],
  [
    'a merge of a merge',
    'a: &a { x: 1 }\nb: &b { <<: *a, y: 2 }\nc: { <<: *b }',
    { a: { x: 1 }, b: { x: 1, y: 2 }, c: { x: 1, y: 2 } },
  ],
  ['an object written there', 'c: { <<: { x: 1 } }', { c: { x: 1 } }],
  ['a quoted << is a name', 'c: { "<<": 1 }', { c: { '<<': 1 } }],
  ['JSON has none', '{ "<<": { "x": 1 } }', { '<<': { x: 1 } }],
  ['an anchor that is set again', 'a: &a 1\nb: *a\nc: &a 2\nd: *a', { a: 1, b: 1, c: 2, d: 2 }],
  [
    'ten thousand uses of one anchor',
    `a: &a { x: 1 }\nb: [${'{ <<: *a },'.repeat(10_000)}]`,
    { a: { x: 1 }, b: Array(10_000).fill({ x: 1 }) },
  ],
  ['a merge of a text', 'a: &a hello\nb: { <<: *a }', [`2:10 ${UNMERGEABLE}`]],
  ['a merge of a list of texts', 'b: { <<: [x] }', [`1:10 ${UNMERGEABLE}`]],
  ['a merge of nothing', 'b: { <<: }', [`1:10 ${UNMERGEABLE}`]],
  [
    'two merges',
    'a: &a {}\nb:\n  <<: *a\n  <<: *a',
    ['4:3 this field appears a second time. Keep one of them.'],
  ],
  ['an alias of nothing', 'a: *b', ['1:4 there is no &b before this alias. Check its name.']],
  ['an alias before its anchor', 'a: *b\nb: &b 1', ['1:4 there is no &b before this alias. Check its name.']],
  ['an alias of what it is in', 'a: &a [*a]', ['1:8 this alias is inside what it refers to. Take it out.']],
  [
    'a merge of what it is in',
    'a: &a { <<: *a }',
    ['1:13 this alias is inside what it refers to. Take it out.', `1:13 ${UNMERGEABLE}`],
  ],
  ['a bomb of lists', bomb((name) => `[${`*${name},`.repeat(9)}]`), []],
  ['a bomb of merges', bomb((name) => `{ <<: [${`*${name},`.repeat(9)}] }`), []],
  ['too many aliases', `a: &a 1\nb: [${'*a,'.repeat(20_001)}]`, [`2:60005 ${TOO_MUCH}`]],
];

/** Nine levels, each nine times the one before. */
function bomb(of: (name: string) => string): string {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  return [
    'a: &a { x: 1 }',
    ...names.slice(1).map((name, index) => `${name}: &${name} ${of(names[index] ?? '')}`),
  ].join('\n');
}

describe('YAML with', () => {
  test.for(rows)('%s', ([title, text, data]) => {
    const begun = performance.now();
    const said = read(text);
    if (title.startsWith('a bomb')) expect(said).toEqual([expect.stringContaining(TOO_MUCH)]);
    else expect(said).toEqual(data);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test('a merged field has the place where it is written', () => {
    const said = readYaml('a: &a\n  x: 1\nb:\n  <<: *a\n  y: 2\n');
    if (!('data' in said)) throw new Error('problems');
    expect([said.offsetOf(['b', 'x']), said.offsetOf(['b', 'x'], 'name'), said.offsetOf(['b', 'y'])]).toEqual(
      [11, 8, 30],
    );
  });
});
