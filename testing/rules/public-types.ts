import { join } from 'node:path';
import ts from 'typescript';
import { root, textOf } from './project-files.js';

/** One file of types that a package publishes. */
export interface Entry {
  /** As it is imported: `@dlubal-kit/mock-server/jest`. */
  readonly name: string;
  readonly folder: string;
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
        folder,
        condition,
        types: join(root, folder, targets[condition]?.types ?? ''),
        module: join(root, folder, targets[condition]?.default ?? ''),
      })),
  );
}

export const ENTRIES: readonly Entry[] = ['auth-core', 'node-client', 'mock-server'].flatMap((name) =>
  entriesOf(`packages/${name}`),
);

/** The built types of all entries, as TypeScript reads them. */
export function readTypes(): ts.Program {
  const { NodeNext } = ts.ModuleKind;
  const options = { module: NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, noEmit: true };
  return ts.createProgram(
    ENTRIES.map(({ types }) => types),
    options,
  );
}

/** What a file of types exports, under the names of its users. */
export function exportsOf(program: ts.Program, file: string): ts.Symbol[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is not a module.`);
  return checker.getExportsOfModule(module);
}

/** What an export leads to. */
export const targetOf = (program: ts.Program, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? program.getTypeChecker().getAliasedSymbol(symbol) : symbol;
