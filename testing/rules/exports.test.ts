import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { root, textOf } from './project-files.js';

interface Entry {
  readonly name: string;
  readonly condition: 'import' | 'require';
  readonly types: string;
  readonly module: string;
}

/** Each entry of a package's `exports` that has types, once per condition. */
function entriesOf(folder: string): Entry[] {
  const { name, exports } = JSON.parse(textOf(`${folder}/package.json`));
  return Object.entries(
    exports as Record<string, Record<string, { types: string; default: string }>>,
  ).flatMap(([path, targets]) =>
    (['import', 'require'] as const)
      .filter((condition) => targets[condition] !== undefined)
      .map((condition) => ({
        name: join(name, path),
        condition,
        types: join(root, folder, targets[condition]?.types ?? ''),
        module: join(root, folder, targets[condition]?.default ?? ''),
      })),
  );
}

const entries = ['auth-core', 'node-client', 'mock-server'].flatMap((name) => entriesOf(`packages/${name}`));
let checker: ts.TypeChecker;
let program: ts.Program;
beforeAll(() => {
  const { NodeNext } = ts.ModuleKind;
  const options = { module: NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, noEmit: true };
  program = ts.createProgram(
    entries.map(({ types }) => types),
    options,
  );
  checker = program.getTypeChecker();
});

/** `export type { X }` and `export { type X }` leave nothing at run time, even of a class. */
const isTypeOnly = (symbol: ts.Symbol): boolean =>
  (symbol.declarations ?? []).some(
    (node) => ts.isExportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly),
  );

function declaredValues(file: string): string[] {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is not a module.`);
  return checker
    .getExportsOfModule(module)
    .filter((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return (target.flags & ts.SymbolFlags.Value) !== 0 && !isTypeOnly(symbol);
    })
    .map(({ name }) => name)
    .sort();
}

const built = async ({ condition, module }: Entry): Promise<Record<string, unknown>> =>
  condition === 'require' ? createRequire(import.meta.url)(module) : await import(pathToFileURL(module).href);

describe('the types declare the values that the built module has', () => {
  test.each(entries)('$name, $condition', async (entry) => {
    const actual = Object.keys(await built(entry));
    const missing = declaredValues(entry.types).filter((name) => !actual.includes(name));
    expect(missing).toEqual([]);
    expect(actual.filter((name) => !declaredValues(entry.types).includes(name))).toEqual([]);
  });
});

test.each(entries)('the errors of $name, $condition, are called by their names', async (entry) => {
  const errors = Object.entries(await built(entry)).filter(([name]) => name.endsWith('Error'));
  const renamed = errors.filter(([name, value]) => (value as () => void).name !== name);
  expect(renamed.map(([name]) => name)).toEqual([]);
});
