import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, textOf } from './project-files.js';

/** For folders with files that no test next to them reaches: which tests do. */
const TESTED_BY: Readonly<Record<string, readonly string[]>> = {
  'packages/auth-core/src/failure': ['packages/auth-core/test/error-copies.test.ts'],
  'packages/auth-core/src/key': ['packages/auth-core/test/error-copies.test.ts'],
  'packages/auth-core/src/text': ['packages/auth-core/src/settings/parse-settings.test.ts'],
  'packages/auth-core/src/resolve': ['packages/auth-core/test/error-copies.test.ts'],
  'packages/node-client/src/budget': [
    'packages/node-client/src/client/connect-budget.test.ts',
    'packages/cli/src/commands/budget/budget.test.ts',
  ],
  'packages/node-client/src/address': ['packages/node-client/src/gather/check-plaintext.test.ts'],
  'packages/node-client/src/call': ['packages/node-client/src/dial/dial.test.ts'],
  'packages/node-client/src/wire': ['packages/node-client/src/call/unary-call.test.ts'],
  'packages/node-client/src/keyring': ['packages/node-client/src/providers/chain.test.ts'],
  'packages/node-client/src/program': ['packages/node-client/src/providers/from-command.test.ts'],
  'packages/mock-server/src/wire': [
    'packages/mock-server/test/hostile-calls.test.ts',
    'packages/mock-server/src/door/slips.test.ts',
  ],
  'packages/mock-server/src/engine': ['packages/mock-server/test/hostile-frames.test.ts'],
  'packages/mock-server/src/tls': ['packages/mock-server/test/made-certificates.test.ts'],
  'packages/mock-server/src/keys': ['packages/mock-server/test/hostile-calls.test.ts'],
  'packages/mock-server/src/metering': ['packages/mock-server/src/door/start-mock-server.test.ts'],
  'packages/mock-server/src/journal': ['packages/mock-server/src/handlers/handlers.test.ts'],
  'packages/mock-server/src/runners': ['packages/mock-server/src/matchers/matchers.test.ts'],
  'packages/cli/src/command-line': ['packages/cli/test/every-command.test.ts'],
  'packages/cli/src/edge': ['packages/cli/test/every-command.test.ts'],
  'packages/cli/src/edge/input': ['packages/cli/test/every-command.test.ts'],
  'packages/cli/src/failure': ['packages/cli/test/every-command.test.ts'],
  'packages/cli/src/key': ['packages/cli/test/every-command.test.ts'],
  'packages/cli/src/key-store': ['packages/cli/src/commands/keys/keys-add.test.ts'],
  'packages/cli/src/server': ['packages/cli/src/commands/check/check.test.ts'],
  'packages/cli/src/terminal': ['packages/cli/test/every-command.test.ts'],
};

const files = new Set(
  ['packages/auth-core', 'packages/node-client', 'packages/mock-server', 'packages/cli', 'protos']
    .flatMap(filesBelow)
    .filter((path) => path.endsWith('.ts')),
);
const isTest = (path: string): boolean => path.endsWith('.test.ts');
const sources = [...files].filter(
  (path) => /^packages\/[^/]+\/src\/.*\//.test(path) && !isTest(path) && !path.endsWith('.d.ts'),
);

/** The file that an import names, where it is one of this repository. */
function resolved(from: string, name: string): string {
  if (name.startsWith('.')) return join(dirname(from), name.replace(/\.js$/, '.ts'));
  const [, workspace = '', entry = 'index'] = /^@dlubal-kit\/([\w-]+)(?:\/([\w-]+))?$/.exec(name) ?? [];
  return workspace === 'protos' ? 'protos/index.ts' : `packages/${workspace}/src/${entry}.ts`;
}

const importsOf = (path: string): string[] =>
  [...textOf(path).matchAll(/(?:from |import\()'([^']+)'/g)]
    .map(([, name = '']) => resolved(path, name))
    .filter((file) => files.has(file));

/** All files that a test reaches by its imports. */
function reachedBy(test: string): ReadonlySet<string> {
  const reached = new Set([test]);
  for (const path of reached) for (const file of importsOf(path)) reached.add(file);
  return reached;
}

const reached = new Map([...files].filter(isTest).map((path) => [path, reachedBy(path)]));

/** The tests of a file: the one next to it, else those of its folder or of a folder around it, else those of its folder's row. */
function testsOf(source: string): string[] {
  const sibling = source.replace(/\.ts$/, '.test.ts');
  if (files.has(sibling)) return [sibling];
  const folder = dirname(source);
  const near = [...reached.keys()].filter((path) => `${folder}/`.startsWith(`${dirname(path)}/`));
  return [...near, ...(TESTED_BY[folder] ?? [])].filter((path) => reached.get(path)?.has(source));
}

test('every source file has its tests next to it, in its folder, or in a row', () => {
  expect(sources.filter((source) => testsOf(source).length === 0)).toEqual([]);
});

describe.each(Object.entries(TESTED_BY))('%s is tested by', (folder, tests) => {
  test.each(tests)('%s, which reaches a file that nothing nearer does', (path) => {
    const others = sources.filter((source) => dirname(source) === folder);
    expect(others.filter((source) => testsOf(source).includes(path))).not.toEqual([]);
  });
});
