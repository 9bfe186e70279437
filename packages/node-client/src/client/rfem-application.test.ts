import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rpcList } from '@dlubal-kit/protos';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** A file that uses every method once, as an editor sees it: with / on every system. */
const FILE = resolve(import.meta.dirname, 'hover.example.ts').replaceAll('\\', '/');
const TEXT = `import type { RfemApplication } from './rfem-application.js';
export const use = (app: RfemApplication) => [
${rpcList.map(({ method }) => `  app.${method},`).join('\n')}
];
`;

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  resolveJsonModule: true,
  types: ['node'],
  skipLibCheck: true,
};

function editor(): ts.LanguageService {
  const textOf = (path: string): string | undefined => (path === FILE ? TEXT : ts.sys.readFile(path));
  return ts.createLanguageService({
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [FILE],
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => {
      const text = textOf(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => import.meta.dirname,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => path === FILE || ts.sys.fileExists(path),
    readFile: textOf,
  });
}

test('hovering a method says what it does, what it costs, and its deadline', { timeout: 120_000 }, () => {
  const service = editor();
  for (const { method, name, duration } of rpcList) {
    const info = service.getQuickInfoAtPosition(FILE, TEXT.indexOf(`app.${method},`) + 'app.'.length);
    const shown = ts.displayPartsToString(info?.documentation);
    expect(shown, method).toMatch(/^[A-Z][^.]+\.[\s\S]*\n\n`/);
    expect(shown).toContain(`\`${name}\`: one billed request, whatever it returns.`);
    expect(shown).toContain(duration === 'long' ? 'deadline is an hour' : 'deadline is a minute');
  }
});

/** What deletes, replaces or closes without asking. */
const LOSES = /^(?:delete|update|close_(?!connection)|save_)/;

test('a method that can lose something is marked', () => {
  const rows = readFileSync(resolve(import.meta.dirname, '../../../../protos/application-rpcs.ts'), 'utf8');
  for (const { method, name } of rpcList.filter((rpc) => LOSES.test(rpc.name))) {
    const comment = rows
      .slice(0, rows.indexOf(`  ${method}: rpcRow(`))
      .split('/**')
      .at(-1);
    expect(comment, name).toContain('**Dangerous:**');
  }
});
