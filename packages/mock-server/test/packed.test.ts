import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canLink, isBuilt, linkedProject, type Project, runTool, type ToolRun } from './packed-project.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Of the built packages: `npm run build` makes them. The project links the modules of this tree.
const why = canLink ? '' : ' (on Windows: links need a privilege)';
describe.skipIf(!isBuilt || !canLink)(
  `the packed package in a project of its own${why}`,
  { timeout: 120_000 },
  () => {
    let project: Project;
    beforeAll(async () => {
      project = await linkedProject();
    });
    afterAll(() => project[Symbol.dispose]());

    const [vitest, jest, tsc] = ['vitest/vitest.mjs', 'jest/bin/jest.js', 'typescript/bin/tsc'];
    const tool = (script: string, args: readonly string[], env?: Record<string, string>): Promise<ToolRun> =>
      runTool(project.folder, [process.execPath, join(project.folder, 'node_modules', script), ...args], env);

    test('Vitest runs fixtures and guards, and one line tells the bill of all files', async () => {
      const { code, said } = await tool(vitest, ['run', 'app', 'egress']);
      expect(said).toContain('7 passed | 2 expected fail (9)');
      expect(said).toContain('this suite would have spent 7 requests');
      expect(code).toBe(0);
    });

    test('a run of Vitest that goes beyond its budget fails', async () => {
      const { code, said } = await tool(vitest, ['run', 'app', 'egress'], { BUDGET: '4' });
      expect(said).toContain('it would have spent 7 requests, and the budget is 4');
      expect(code).toBe(1);
    });

    // Once on a busy machine Jest saw the client's connection before the system had closed it; a leak is seen each time.
    test('Jest in CommonJS runs it and finds no open handle', { retry: 1 }, async () => {
      const { code, said } = await tool(jest, ['--detectOpenHandles', '--ci', '/app'], {
        KIND: 'jest.cjs',
      });
      expect(said).toContain('Tests:       5 passed, 5 total');
      expect(said).toContain('this suite would have spent 6 requests');
      expect(said).not.toMatch(/open handle|did not exit/);
      expect(code).toBe(0);
    });

    test('Jest in ESM runs it without globals', async () => {
      const env = { KIND: 'jest.mjs', NODE_OPTIONS: '--experimental-vm-modules' };
      const { code, said } = await tool(jest, ['--ci', '/app'], env);
      expect(said).toContain('Tests:       1 passed, 1 total');
      expect(code).toBe(0);
    });

    test('a test of Jest that dials a stranger fails though its code swallows the error', async () => {
      const env = { KIND: 'egress.mjs', NODE_OPTIONS: '--experimental-vm-modules' };
      const { code, said } = await tool(jest, ['--ci'], env);
      for (const title of ['dials a stranger', 'dials late'])
        expect(said).toContain(`The test "${title}" dialled dlubal.invalid:9, which is not a mock server`);
      expect(said).toContain('egress.mjs:8:');
      // Jest runs no hook after a concurrent test: its dialling fails the file.
      expect(said).toContain('1 failed, 4 passed');
      expect(code).toBe(1);
      expect(code).toBe(1);
    });

    test('a run of Jest that goes beyond its budget fails', async () => {
      const { code, said } = await tool(jest, ['--ci', '/app'], { KIND: 'jest.cjs', BUDGET: '4' });
      expect(said).toContain('the budget is 4');
      expect(code).toBe(1);
    });

    const typed: [title: string, file: string, types: readonly string[]][] = [
      ['Vitest', 'types-vitest.mts', ['node']],
      ["Jest's globals", 'types-jest.cts', ['node', 'jest']],
      ['@jest/globals', 'types-jest-globals.mts', ['node']],
    ];

    test.for(typed)('the types fit %s', async ([, file, types]) => {
      const tsconfig = join(project.folder, `tsconfig.${file}.json`);
      const compilerOptions = {
        ...(
          JSON.parse(readFileSync(at('../../../tsconfig.base.json'), 'utf8')) as { compilerOptions: object }
        ).compilerOptions,
        noEmit: true,
        verbatimModuleSyntax: false,
        skipLibCheck: false,
        types,
      };
      writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: [file] }));
      const { said } = await tool(tsc, ['-p', tsconfig]);
      expect(said).toBe('');
    });
  },
);
