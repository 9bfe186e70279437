import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, textOf } from '@dlubal-kit/testing/rules/project-files';
import { describe, expect, test } from 'vitest';
import { SITE_ADDRESS } from '../../../packages/auth-core/src/failure/tables/site-address.js';
import { SERVER_FIELDS } from '../../../packages/mock-server/src/door/option-fields.js';
import { CONNECT_FIELDS } from '../../../packages/node-client/src/client/connect-options.js';
import { REPOSITORY } from '../site/repository-links.js';

const packages = readdirSync(join(root, 'packages'));
const readme = (name: string): string => textOf(`packages/${name}/README.md`);

/** npm shows a README without the repository around it. */
function whyBroken(href: string): string | undefined {
  if (href.startsWith(SITE_ADDRESS)) {
    const page = href.slice(SITE_ADDRESS.length).replace(/#.*/, '');
    const found = [`${page}.md`, `${page}/index.md`].some((file) =>
      existsSync(join(root, 'apps/docs', file)),
    );
    return found ? undefined : `${href}: no such page`;
  }
  if (href.startsWith(`${REPOSITORY}/tree/main/`)) {
    const path = href.slice(`${REPOSITORY}/tree/main/`.length);
    return existsSync(join(root, path)) ? undefined : `${href}: no such folder`;
  }
  return href.startsWith('https://') ? undefined : `${href}: npm cannot follow it`;
}

test.each(packages)('every link of the README of %s works on npmjs.com', (name) => {
  const links = [...readme(name).matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = '']) => href);
  expect(links.flatMap((href) => whyBroken(href) ?? [])).toEqual([]);
});

/** First cells of tables, and what else is code in the first three. */
const namesInTables = (page: string): string[] =>
  page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => [...line.matchAll(/`(\w+)/g)].map(([, name = '']) => name));

test.each([
  ['node-client', CONNECT_FIELDS],
  ['mock-server', SERVER_FIELDS],
])('the tables of %s have every option of the code', (name, fields) => {
  expect(namesInTables(readme(name))).toEqual(expect.arrayContaining(Object.keys(fields)));
});

/** `@default` in doc comments, where it is a value as code has it. */
const defaultsIn = (file: string): [name: string, value: string][] =>
  [...textOf(file).matchAll(/@default ('[^']*'|[\d_]+|true|false)(?=[\s*]*\*\/\s*readonly (\w+)\??:)/g)].map(
    ([, value = '', name = '']) => [name, value],
  );

describe.each([
  ['node-client', 'packages/node-client/src/client/connect-options.ts'],
  ['mock-server', 'packages/mock-server/src/door/mock-server-options.ts'],
])('the README of %s', (name, file) => {
  const rows = readme(name)
    .split('\n')
    .filter((line) => line.startsWith('| '));

  test.each(defaultsIn(file))('has the default of %s, %s', (option, value) => {
    const row = rows.find((line) => line.includes(`\`${option}\``)) ?? '';
    expect(row.split('|').at(-2)?.replaceAll('`', '')).toContain(value);
  });
});
