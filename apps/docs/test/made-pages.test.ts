import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { scenarioSchema } from '@dlubal-kit/mock-server/scenario';
import { filesBelow, textOf } from '@dlubal-kit/testing/rules/project-files';
import { expect, test } from 'vitest';
import { keyOrder, otherVariables } from '../site/keys/key-order.js';
import { withMadeParts } from '../site/made-parts.js';
import { commandLinePage } from '../site/reference/command-line-page.js';
import { scenarioFields } from '../site/reference/scenario-fields.js';

// Written with `npm run generate -w @dlubal-kit/docs`.
const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

test('the page of the command line is what its definitions give', async () => {
  await expect(commandLinePage()).toMatchFileSnapshot(at('reference/command-line.md'));
});

test('the fields of a scenario are those of its schema', async () => {
  const schema = JSON.parse(JSON.stringify(scenarioSchema()));
  await expect(scenarioFields(schema)).toMatchFileSnapshot(at('reference/scenario-fields.md'));
});

test('the page of where a key comes from has the places of the code', async () => {
  const page = at('keys/where-from.md');
  await expect(withMadeParts(readFileSync(page, 'utf8'), keyOrder())).toMatchFileSnapshot(page);
});

test('every variable of that page is read somewhere', () => {
  const sources = filesBelow('packages').filter((path) => /\/src\/.*(?<!\.test)\.ts$/.test(path));
  const code = sources.map(textOf).join('\n');
  expect(otherVariables.filter((name) => !code.includes(name))).toEqual([]);
});

test('a part that no code makes, or that has no place, is refused', () => {
  const page = '<!-- made: one -->\n<!-- end -->';
  expect(withMadeParts(page, { one: 'text' })).toBe('<!-- made: one -->\n\ntext\n\n<!-- end -->');
  expect(() => withMadeParts(page, {})).toThrow('No code makes the part "one".');
  expect(() => withMadeParts('', { one: 'text' })).toThrow('no place for one');
});
