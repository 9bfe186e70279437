import { STORIES } from '@dlubal-kit/mock-server';
import { textOf } from '@dlubal-kit/testing/rules/project-files';
import { expect, test } from 'vitest';

// What pages say in blocks is run by snippets.test.ts.
const rowsOf = (page: string): string[] =>
  textOf(page)
    .split('\n')
    .filter((line) => line.startsWith('| '));

test.each([
  [
    'apps/docs/testing/index.md',
    Object.entries(STORIES).map(([name, { tells }]) => `| \`${name}\` | ${tells} |`),
  ],
])('%s has the rows of the code', (page, rows) => {
  expect(rowsOf(page)).toEqual(expect.arrayContaining(rows));
});
