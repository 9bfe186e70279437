import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectLinear, linesOf } from '@dlubal-kit/testing/growth';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { loadProto } from '../src/index.js';
import { importsOf } from '../src/proto-files/proto-imports.js';
import { parseScenario } from '../src/scenario.js';

const KEY = madeKey();
const HANDLER = 'version: 1\nhandlers:\n  - method: get_model_list\n';

test.each<[title: string, make: (size: number) => string]>([
  ['keys', (size) => `version: 1\nkeys:\n${linesOf((at) => `  k${at}: {}\n`, size)}`],
  ['keys in JSON', (size) => `{"version":1,"keys":{${linesOf((at) => `"k${at}":{},`, size)}"z":{}}}`],
  ['unknown fields', (size) => `version: 1\n${linesOf((at) => `f${at}: 1\n`, size)}`],
  ['the same field', (size) => linesOf(() => 'a: 1\n', size)],
  [
    'handlers',
    (size) =>
      `version: 1\nhandlers:\n${linesOf((at) => `  - { method: get_model_list, reply: { modelInfo: [{ name: t${at} }] } }\n`, size)}`,
  ],
  ['bad handlers', (size) => `version: 1\nhandlers:\n${linesOf(() => '  - {}\n', size)}`],
  [
    'a long answer',
    (size) =>
      `${HANDLER}    reply:\n      modelInfo:\n${linesOf((at) => `        - { name: t${at} }\n`, size)}`,
  ],
  [
    'unknown fields of an answer',
    (size) => `${HANDLER}    reply: {${linesOf((at) => `f${at}: 1,`, size)}}\n`,
  ],
  ['anchors', (size) => `version: 1\nkeys:\n${linesOf((at) => `  k${at}: &a${at} {}\n`, size)}`],
  ['tags', (size) => `version: 1\nkeys:\n${linesOf((at) => `  k${at}: !x {}\n`, size)}`],
  ['tabs', (size) => `keys:\n${linesOf(() => '\ta: 1\n', size)}`],
  ['documents', (size) => linesOf(() => '--- a\n', size)],
  ['API keys', (size) => `version: 1\n${linesOf(() => `# ${KEY}\n`, size)}`],
  [
    'variables',
    (size) => `version: 1\nkeys:\n${linesOf((at) => `  k${at}: { value: "\${V${at}}" }\n`, size)}`,
  ],
])('a scenario of twice as many %s takes twice as long', (_, make) => {
  expectLinear(make, (text) => parseScenario(text), 50_000);
});

test('of a million problems a hundred are kept', () => {
  const parsed = parseScenario(`version: 1\nkeys:\n${linesOf((at) => `  k${at}: !x {}\n`, 1_000_000)}`);
  const problems = parsed.kind === 'problems' ? parsed.problems : [];
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)?.message).toBe('more than these 100 problems were found. Fix them first.');
  expect(problems[0]?.line).toBe(3);
});

test.each([
  ['"\\"'],
  ['\\"'],
  [`'"`],
  ['/*'],
  ['// x\n'],
  ['import "a.proto";\n'],
  ['import "'],
  ['message A {}\n'],
])('the imports of a .proto file with twice as many %j take twice as long', (text) => {
  expectLinear((size) => `"${text.repeat(size / text.length)}`, importsOf, 100_000);
});

describe('a .proto file of 80 KB is refused or read within a second of work', () => {
  test.each([['"\\"'], ['message A { '], ['// x\n'], ['/* '], ['option a = "'], ['enum E { A = 0; }\n']])(
    '%j',
    async (text) => {
      using home = tempHome();
      const file = join(home.path, 'a.proto');
      writeFileSync(file, `syntax = "proto3";\n${text.repeat(80_000 / text.length)}`);
      const before = process.cpuUsage();
      await loadProto(file).catch(() => undefined);
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1e6).toBeLessThan(1.5);
    },
  );
});
