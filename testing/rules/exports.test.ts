import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { ENTRIES, type Entry, exportsOf, readTypes, targetOf } from './public-types.js';

let program: ts.Program;
beforeAll(() => {
  program = readTypes();
});

/** `export type { X }` and `export { type X }` leave nothing at run time, even of a class. */
const isTypeOnly = (symbol: ts.Symbol): boolean =>
  (symbol.declarations ?? []).some(
    (node) => ts.isExportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly),
  );

const declaredValues = (file: string): string[] =>
  exportsOf(program, file)
    .filter((symbol) => (targetOf(program, symbol).flags & ts.SymbolFlags.Value) !== 0 && !isTypeOnly(symbol))
    .map(({ name }) => name)
    .sort();

const built = async ({ condition, module }: Entry): Promise<Record<string, unknown>> =>
  condition === 'require' ? createRequire(import.meta.url)(module) : await import(pathToFileURL(module).href);

describe('the types declare the values that the built module has', () => {
  test.each(ENTRIES)('$name, $condition', async (entry) => {
    const actual = Object.keys(await built(entry));
    const missing = declaredValues(entry.types).filter((name) => !actual.includes(name));
    expect(missing).toEqual([]);
    expect(actual.filter((name) => !declaredValues(entry.types).includes(name))).toEqual([]);
  });
});

test.each(ENTRIES)('the errors of $name, $condition, are called by their names', async (entry) => {
  const errors = Object.entries(await built(entry)).filter(([name]) => name.endsWith('Error'));
  const renamed = errors.filter(([name, value]) => (value as () => void).name !== name);
  expect(renamed.map(([name]) => name)).toEqual([]);
});
