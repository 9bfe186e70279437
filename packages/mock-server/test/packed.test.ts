import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { resolve } = createRequire(import.meta.url);
const modules = at('../../../node_modules');
const built = existsSync(at('../dist/reporter.cjs'));

/** A user's project: our packages as `npm pack` makes them, their other modules linked from this tree. */
async function install(folder: string): Promise<void> {
  cpSync(at('packed'), folder, { recursive: true });
  const own = join(folder, 'node_modules', '@dlubal-kit');
  mkdirSync(own, { recursive: true });
  for (const name of ['auth-core', 'node-client', 'mock-server']) {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await run('npm', args, { cwd: at(`../../${name}`) });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    mkdirSync(join(own, name));
    await run('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', join(own, name)]);
  }
  for (const name of readdirSync(modules)) {
    if (name.startsWith('.') || name === '@dlubal-kit') continue;
    symlinkSync(join(modules, name), join(folder, 'node_modules', name));
  }
  const page = readFileSync(join(own, 'mock-server', 'README.md'), 'utf8');
  for (const [, file = '', code = ''] of page.matchAll(/```js\n\/\/ (\S+)\n(.*?)```/gs))
    writeFileSync(join(folder, `readme-${file}`), code);
}

/** Runs a tool of this tree in the project, and gives its exit code and all that it said. */
async function tool(
  folder: string,
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; said: string }> {
  // What Vitest puts into this process would make the inner one think that it is a worker.
  const { PATH = '', HOME = '' } = process.env;
  const options = { cwd: folder, env: { PATH, HOME, CI: '1', NO_COLOR: '1', BUDGET: '100', ...env } };
  return await run(process.execPath, [script, ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, said: stdout + stderr }),
  );
}

// Of the built packages: `npm run build` makes them. The project links the modules of this tree.
const why = onWindows ? ' (on Windows: links need a privilege)' : '';
describe.skipIf(!built || onWindows)(`the packed package in a project of its own${why}`, () => {
  const home = tempHome();
  const folder = home.path;
  beforeAll(() => install(folder));
  afterAll(() => home[Symbol.dispose]());

  const vitest = join(modules, 'vitest', 'vitest.mjs');
  const jest = resolve('jest/bin/jest');

  test('Vitest runs fixtures and guards, and one line tells the bill of all files', async () => {
    const { code, said } = await tool(folder, vitest, ['run']);
    expect(said).toContain('4 passed | 1 expected fail (5)');
    expect(said).toContain('this suite would have spent 5 requests');
    expect(code).toBe(0);
  });

  test('a run of Vitest that goes beyond its budget fails', async () => {
    const { code, said } = await tool(folder, vitest, ['run'], { BUDGET: '4' });
    expect(said).toContain('it would have spent 5 requests, and the budget is 4');
    expect(code).toBe(1);
  });

  // Once on a busy machine Jest saw the client's connection before the system had closed it; a leak is seen each time.
  test('Jest in CommonJS runs it and finds no open handle', { retry: 1 }, async () => {
    const { code, said } = await tool(folder, jest, ['--detectOpenHandles', '--ci', '/app'], {
      KIND: 'jest.cjs',
    });
    expect(said).toContain('Tests:       4 passed, 4 total');
    expect(said).toContain('this suite would have spent 5 requests');
    expect(said).not.toMatch(/open handle|did not exit/);
    expect(code).toBe(0);
  });

  test('Jest in ESM runs it without globals', async () => {
    const env = { KIND: 'jest.mjs', NODE_OPTIONS: '--experimental-vm-modules' };
    const { code, said } = await tool(folder, jest, ['--ci'], env);
    expect(said).toContain('Tests:       1 passed, 1 total');
    expect(code).toBe(0);
  });

  test('a test of Jest that dials a stranger fails though its code swallows the error', async () => {
    const env = { KIND: 'egress.mjs', NODE_OPTIONS: '--experimental-vm-modules' };
    const { code, said } = await tool(folder, jest, ['--ci'], env);
    expect(said).toContain('A test dialled dlubal.invalid:9, which is not the mock server');
    expect(said).toContain('egress.mjs:9:');
    expect(code).toBe(1);
  });

  test('a run of Jest that goes beyond its budget fails', async () => {
    const { code, said } = await tool(folder, jest, ['--ci', '/app'], { KIND: 'jest.cjs', BUDGET: '4' });
    expect(said).toContain('the budget is 4');
    expect(code).toBe(1);
  });

  test('the tests of the README run as they are', async () => {
    const ofVitest = await tool(folder, vitest, ['run', '--config', 'readme.config.mjs']);
    expect(ofVitest.said).toContain('Tests  2 passed (2)');
    const ofJest = await tool(folder, jest, ['--ci', 'readme-app'], { KIND: 'jest.cjs' });
    expect(ofJest.said).toContain('1 passed, 1 total');
  });

  const typed: [title: string, file: string, types: readonly string[]][] = [
    ['Vitest', 'types-vitest.mts', ['node']],
    ["Jest's globals", 'types-jest.cts', ['node', 'jest']],
    ['@jest/globals', 'types-jest-globals.mts', ['node']],
  ];

  test.for(typed)('the types fit %s', async ([, file, types]) => {
    const tsconfig = join(folder, `tsconfig.${file}.json`);
    const compilerOptions = {
      ...(JSON.parse(readFileSync(at('../../../tsconfig.base.json'), 'utf8')) as { compilerOptions: object })
        .compilerOptions,
      noEmit: true,
      verbatimModuleSyntax: false,
      skipLibCheck: false,
      types,
    };
    writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: [file] }));
    const { said } = await tool(folder, join(modules, 'typescript', 'bin', 'tsc'), ['-p', tsconfig]);
    expect(said).toBe('');
  });
});
