import { posix } from 'node:path';
import type { Block } from '@dlubal-kit/testing/pages';
import { root } from '@dlubal-kit/testing/rules/project-files';
import ts from 'typescript';

/** A reader's new project: what `tsc --init` of TypeScript 5.9 writes, with Node's types. */
const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  target: ts.ScriptTarget.ESNext,
  lib: ['lib.esnext.d.ts'],
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  noUncheckedSideEffectImports: true,
  skipLibCheck: true,
  noEmit: true,
  // As in an editor that checks JavaScript.
  allowJs: true,
  checkJs: true,
};

/**
 * What JavaScript is written without: types of parameters and variables (7005, 7006, 7031, 7034), and a check that a
 * client of grpc-js has the method of the service that it was made from (2722).
 */
const LEFT_OUT_IN_JAVASCRIPT = new Set([7005, 7006, 7031, 7034, 2722]);

/** Below the examples, which depend on the packages: a block finds what was built. Nothing is written there. */
const EXAMPLES = posix.join(root.replaceAll('\\', '/'), 'apps/examples');

/** What `@types/jest` declares: Jest's names, which need no import. */
const JEST_GLOBALS = {
  file: `${EXAMPLES}/jest-globals.d.ts`,
  code: `import type * as jest from '@jest/globals';
declare global {
${['afterEach', 'beforeEach', 'expect', 'test'].map((name) => `  const ${name}: typeof jest.${name};`).join('\n')}
}`,
};

function fileOf({ page, language, line, name, code }: Block): string {
  const ending = /\brequire\(/.test(code) ? 'cjs' : `m${language}`;
  return `${EXAMPLES}/of-${page.replaceAll(/\W/g, '-')}/${name || `line-${line}.${ending}`}`;
}

/** A compiler's files, with those that are given among them. */
function hostOf(given: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const folders = new Set([...given.keys()].map((file) => posix.dirname(file)));
  return {
    ...host,
    fileExists: (file) => given.has(file) || host.fileExists(file),
    readFile: (file) => given.get(file) ?? host.readFile(file),
    directoryExists: (folder) => folders.has(folder) || host.directoryExists?.(folder) === true,
    getSourceFile: (file, options) => {
      const code = given.get(file);
      return code === undefined
        ? host.getSourceFile(file, options)
        : ts.createSourceFile(file, code, options);
    },
  };
}

function sentence({ page, line }: Block, { file, start = 0, messageText }: ts.Diagnostic): string {
  const below = file?.getLineAndCharacterOfPosition(start).line ?? 0;
  return `${page}:${line + 1 + below}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}

/** What the compiler finds in blocks of TypeScript and JavaScript, all in one program, by page and line. */
export function typeErrors(blocks: readonly Block[]): string[] {
  const byFile = new Map(blocks.map((block) => [fileOf(block), block]));
  const given = new Map([...byFile].map(([file, { code }]) => [file, code]));
  given.set(JEST_GLOBALS.file, JEST_GLOBALS.code);
  const program = ts.createProgram([...given.keys()], OPTIONS, hostOf(given));
  return [...byFile].flatMap(([file, block]) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .filter(({ code }) => block.language === 'ts' || !LEFT_OUT_IN_JAVASCRIPT.has(code))
      .map((found) => sentence(block, found));
  });
}
