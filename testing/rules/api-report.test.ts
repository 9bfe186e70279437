import { join, relative } from 'node:path';
import type ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiReport, sentences, undocumented, unexported } from './api-report.js';
import { root } from './project-files.js';
import { ENTRIES, readTypes } from './public-types.js';

const entries = ENTRIES.filter(({ condition }) => condition === 'import');
const folders = [...new Set(entries.map(({ folder }) => folder))];
let program: ts.Program;
beforeAll(() => {
  program = readTypes();
});

describe('the public API is what was agreed on', () => {
  // Written with `npx vitest run testing/rules/api-report -u`. A line that goes or changes breaks somebody's program.
  test.each(entries)('$name', async ({ folder, types }) => {
    const file = relative(join(root, folder, 'dist'), types).replace('.d.ts', '.api.ts.txt');
    await expect(apiReport(program, types)).toMatchFileSnapshot(join(root, folder, 'api', file));
  });
});

/** Of ts-proto and of Vitest. */
const OF_OTHERS = ['DeepPartial', 'Builtin', 'expect'];

test.each(entries)('every export of $name says what it is', ({ types }) => {
  expect(undocumented(program, types).filter((name) => !OF_OTHERS.includes(name))).toEqual([]);
});

test.each(folders)('what the signatures of %s name can be imported from it', (folder) => {
  expect(unexported(program, folder).filter((name) => !OF_OTHERS.includes(name))).toEqual([]);
});

test.each(entries)('the types of $name repeat no sentence of a table', ({ types }) => {
  expect(sentences(program, types)).toEqual([]);
});
