import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EXIT_CODES } from '@dlubal-kit/auth-core';
import { type MockServer, startMockServer } from '@dlubal-kit/mock-server';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { findPython } from '@dlubal-kit/testing/python-peer';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { transform } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const providers = readFileSync(join(root, 'apps/docs/providers.md'), 'utf8');
const standalone = readFileSync(join(root, 'apps/docs/standalone.md'), 'utf8');
const snippets = (language: string, page = readme): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, code = '']) => code);
const page = (path: string): string => readFileSync(join(root, path), 'utf8');
const programs = [
  providers,
  standalone,
  page('apps/docs/budget.md'),
  page('apps/docs/connection.md'),
].flatMap((text) => snippets('ts', text));
const scripts = [
  readme,
  page('packages/node-client/README.md'),
  page('packages/auth-core/README.md'),
].flatMap((text) => snippets('js', text));
const oneSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();

const run = promisify(execFile);
/** Below the examples, which depend on the packages: the snippets find what was built as a user's program does. */
const folder = mkdtempSync(join(root, 'apps/examples/readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function compiled(name: string, code: string): Promise<string> {
  const { code: script } = await transform(code, { loader: 'ts', target: 'node20' });
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, script);
  return file;
}

interface Machine {
  readonly server: MockServer;
  readonly home: TempHome;
  readonly env: Record<string, string>;
}

/** Runs work on a machine with RFEM, as far as a snippet can tell: a server, config.ini, `.dlubalrc` with the port. */
async function onMachine(work: (machine: Machine) => Promise<void>): Promise<void> {
  const key = madeKey();
  await using server = await startMockServer({ keys: { project_1: key } });
  using home = tempHome();
  home.writeConfig(`[api_keys]\nproject_1 = ${key}\ndefault = ${key}\n`);
  home.write('.dlubalrc', `port = ${server.port}\n`);
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home.path,
    XDG_CONFIG_HOME: join(home.path, '.config'),
  };
  await work({ server, home, env });
}

describe('snippets of README and docs run unchanged', () => {
  test.each(programs.map((code, index) => ({ code, index })))('program $index', ({ code, index }) =>
    onMachine(async ({ home, env }) => {
      const file = await compiled(`program-${index}`, code);
      expect((await run(process.execPath, [file], { cwd: home.path, env })).stderr).toBe('');
    }),
  );

  test.each(scripts.map((code, index) => ({ code, index })))(
    'script $index of the READMEs, saved and run by this Node as it is',
    ({ code, index }) =>
      onMachine(async ({ home, env }) => {
        const file = join(folder, `script-${index}.mjs`);
        writeFileSync(file, code);
        expect((await run(process.execPath, [file], { cwd: home.path, env })).stderr).toBe('');
      }),
  );

  test('the refusal in the terminal is the one that the month used up gives', () =>
    onMachine(async ({ server, home, env }) => {
      server.monthlyLimit = 0;
      const shown = snippets('console')[0] ?? '';
      const [, command = '', lines = ''] = /^\$ dlubal-auth ([^\n]*)\n(.*)/s.exec(shown) ?? [];
      const cli = join(root, 'packages/cli/bin/dlubal-auth.js');
      const { stdout } = await run('bash', ['-c', `"${process.execPath}" "${cli}" ${command} 2>&1 || true`], {
        cwd: home.path,
        env,
      });
      const said = stdout
        .replaceAll(server.address, '127.0.0.1:9000')
        .replace(/(?<=9000 )\([^)]*\)/, '(default)')
        .replace(/ak-…\w{4}/, 'ak-…f24c');
      expect(oneSpace(said)).toContain(oneSpace(lines));
      expect(lines).toMatch(/access-restricted/);
    }));

  test('the demo says what the README shows of it, in 80 columns', async () => {
    const { stdout } = await run(process.execPath, [join(root, 'apps/examples/demo/demo.mjs')]);
    expect(stdout).toContain(snippets('text')[0]);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('the commands of the terminal', () =>
    onMachine(async ({ server, home, env }) => {
      const bin = join(home.path, 'bin');
      mkdirSync(bin);
      symlinkSync(join(root, 'packages/cli/bin/dlubal-auth.js'), join(bin, 'dlubal-auth'));
      const lines = snippets('sh')
        .flatMap((code) => code.split('\n'))
        .filter((line) => /^dlubal-auth|\| dlubal-auth/.test(line));
      expect(lines.length).toBeGreaterThan(3);
      for (const line of lines) {
        const options = { cwd: home.path, env: { ...env, PATH: `${bin}:${env.PATH}` } };
        const { stdout } = await run('bash', ['-c', line], options);
        expect(stdout, line).toMatch(/project_1|access-restricted/);
      }
      expect(server.requests).toHaveLength(1);
    }));

  const python = findPython(['grpc']);
  test.skipIf(!python.found)(
    `the Python program of the mock server's page (${python.found ? 'grpcio' : `skipped: ${python.because}`})`,
    async () => {
      using home = tempHome();
      const program = home.write('list.py', snippets('python', standalone)[0] ?? '');
      const cli = join(root, 'packages/cli/bin/dlubal-auth.js');
      const argv = [cli, 'mock', 'exec', '--', python.found ? python.path : '', program];
      const env = { PATH: process.env.PATH ?? '', HOME: home.path };
      const { stdout, stderr } = await run(process.execPath, argv, { cwd: home.path, env });
      expect([stdout, stderr]).toEqual(['0 bytes\n', 'dlubal-auth: would have spent 1 request\n']);
    },
  );

  test('the test program ends with the refusal that it shows', async () => {
    const file = join(folder, 'test-program.mjs');
    writeFileSync(file, snippets('js').at(-1) ?? '');
    expect((await run(process.execPath, [file])).stdout).toBe('bridge 2\naccess-restricted\n');
  });

  test('the table of exit codes is the one of the code', () => {
    for (const [code, meaning] of Object.entries(EXIT_CODES))
      expect(readme).toContain(`| ${code} | ${meaning} |`);
  });
});
