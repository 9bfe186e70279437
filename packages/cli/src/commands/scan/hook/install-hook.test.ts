import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { bundledCli } from '../../../../test/bundled-cli.js';
import { runCli } from '../../../../test/run-cli.js';
import { GIT_ENV, git, gitIn, KEY, MARK } from '../../../../test/scan-run.js';
import { COMMANDS } from '../../../command-table.js';

describe('--install-hook', () => {
  test('the hook refuses a commit with a key and lets others pass', async (context) => {
    skipOnWindows(context, 'no sh');
    using home = tempHome();
    git(home, 'init', '-q');
    const installed = await runCli(['scan', '--install-hook'], { home: home.path, env: GIT_ENV });
    expect([installed.code, installed.out]).toEqual([0, expect.stringContaining('was written')]);
    expect(statSync(join(home.path, '.git/hooks/pre-commit')).mode & 0o111).toBe(0o111);
    home.write('model.py', 'clean\n');
    git(home, 'add', 'model.py');
    const commit = (...args: string[]) =>
      spawnSync('git', ['commit', '-m', 'x', ...args], { cwd: home.path, env: GIT_ENV, encoding: 'utf8' });

    const unscanned = commit();
    expect([unscanned.status, unscanned.stderr]).toEqual([1, expect.stringContaining('is not found')]);
    const tool = home.write(
      'node_modules/.bin/dlubal-auth',
      `#!/bin/sh\nexec "${process.execPath}" "${await bundledCli()}" "$@"\n`,
    );
    chmodSync(tool, 0o755);
    expect(commit().status).toBe(0);

    home.write('model.py', `clean\nkey = "${KEY}"\n`);
    // With -a git hands the hook an index of its own.
    const refused = commit('-a');
    expect(refused.status).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain(`model.py:2  key ${MARK}`);
    expectNoKey(KEY, refused.stdout, refused.stderr);
    expect(git(home, 'rev-list', '--count', 'HEAD').trim()).toBe('1');
    home.write('model.py', 'clean\nkey = os.environ["DLUBAL_API_KEY"]\n');
    expect(commit('-a').status).toBe(0);
  });

  test('the hook leaves another one alone, and is written once', async () => {
    using home = tempHome();
    git(home, 'init', '-q');
    const path = join(home.path, '.git/hooks/pre-commit');
    writeFileSync(path, '#!/bin/sh\n');
    const { code, err } = await runCli(['scan', '--install-hook'], { home: home.path, env: GIT_ENV });
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('Add this line to it: dlubal-auth scan --staged || exit 1'),
    ]);
    expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\n');
    git(home, 'config', 'core.hooksPath', 'hooks');
    for (const written of [true, false]) {
      const { out } = await runCli(['scan', '--install-hook', '--json'], { home: home.path, env: GIT_ENV });
      expect(JSON.parse(out)).toEqual({ ok: true, hook: join(home.path, 'hooks/pre-commit'), written });
    }
  });

  test('an installed command goes before one that came with the tree', async (context) => {
    skipOnWindows(context, 'no sh');
    using home = tempHome();
    git(home, 'init', '-q');
    await runCli(['scan', '--install-hook'], { home: home.path, env: GIT_ENV });
    const tools = ['installed', 'node_modules/.bin', 'w/node_modules/.bin'];
    for (const folder of tools)
      chmodSync(home.write(`${folder}/dlubal-auth`, `#!/bin/sh\necho ${folder} "$@"\n`), 0o755);
    const hook = (PATH: string): string =>
      spawnSync('sh', ['.git/hooks/pre-commit'], {
        cwd: home.path,
        env: { PATH },
        encoding: 'utf8',
      }).stdout.trim();
    const tree = `node_modules/.bin:${home.path}/node_modules/.bin:.::`;
    // As husky and "npm run" set PATH.
    expect(hook(`${tree}${GIT_ENV.PATH}:${dirname(home.path)}/*:${home.path.replace(/[^/]*$/, '')}`)).toBe(
      'node_modules/.bin scan --staged',
    );
    using other = tempHome();
    chmodSync(other.write('dlubal-auth', '#!/bin/sh\necho elsewhere "$@"\n'), 0o755);
    expect(hook(`${tree}${GIT_ENV.PATH}:${other.path}`)).toBe('elsewhere scan --staged');
  });

  test('the line that it suggests stops the commit, whatever the hook does next', async (context) => {
    skipOnWindows(context, 'no sh');
    using home = tempHome();
    git(home, 'init', '-q');
    const path = home.write('.git/hooks/pre-commit', '#!/bin/sh\necho tests pass\n');
    const place = { home: home.path, env: GIT_ENV };
    const { err } = await runCli(['scan', '--install-hook'], place);
    const line = /Add this line to it: (.*)\n/.exec(err)?.[1] ?? '';
    chmodSync(path, 0o755);
    writeFileSync(path, `#!/bin/sh\n${line}\necho tests pass\n`);
    chmodSync(home.write('tools/dlubal-auth', '#!/bin/sh\nexit 10\n'), 0o755);
    const env = { ...GIT_ENV, PATH: `${home.path}/tools:${GIT_ENV.PATH}` };
    const commit = () =>
      spawnSync('git', ['commit', '--allow-empty', '-m', 'x'], { cwd: home.path, env }).status;
    expect(commit()).toBe(1);
    home.write('tools/dlubal-auth', '#!/bin/sh\nexit 0\n');
    expect(commit()).toBe(0);
    expect(JSON.parse((await runCli(['scan', '--install-hook', '--json'], place)).out)).toMatchObject({
      written: false,
    });
  });

  test('as one file, the hook and the line call it by its path, which need not be on PATH', async (context) => {
    skipOnWindows(context, 'no sh');
    using home = tempHome();
    git(home, 'init', '-q');
    const executable = home.write("o'brien/dlubal-auth", '#!/bin/sh\necho by path "$@"\n');
    chmodSync(executable, 0o755);
    const place = { home: home.path, env: GIT_ENV, executable };
    await runCli(['scan', '--install-hook'], place);
    const run = (script: string): string =>
      spawnSync('/bin/sh', [script], {
        cwd: home.path,
        env: { PATH: '/nowhere' },
        encoding: 'utf8',
      }).stdout.trim();
    expect(run('.git/hooks/pre-commit')).toBe('by path scan --staged');
    home.write('.git/hooks/pre-commit', '#!/bin/sh\n');
    const { err } = await runCli(['scan', '--install-hook'], place);
    const line = /Add this line to it: (.*)\n/.exec(err)?.[1] ?? '';
    home.write('line.sh', line);
    expect(run('line.sh')).toBe('by path scan --staged');
  });

  test('with husky 9 it is the file that husky runs', async () => {
    using home = tempHome();
    git(home, 'init', '-q');
    git(home, 'config', 'core.hooksPath', '.husky/_');
    mkdirSync(join(home.path, 'sub'));
    const { out } = await runCli(['scan', '--install-hook', '--json'], {
      home: home.path,
      cwd: join(home.path, 'sub'),
      env: GIT_ENV,
    });
    expect(JSON.parse(out).hook).toBe(join(home.path, '.husky/pre-commit'));
  });

  test('a folder of hooks for all repositories is pointed out', async () => {
    using home = tempHome();
    git(home, 'init', '-q');
    const GIT_CONFIG_GLOBAL = home.write(
      'gitconfig',
      `[core]\nhooksPath = ${home.path.replaceAll('\\', '/')}/all\n`,
    );
    const { out, err } = await runCli(['scan', '--install-hook'], {
      home: home.path,
      env: { ...GIT_ENV, GIT_CONFIG_GLOBAL },
    });
    expect(out).toContain(`${join(home.path, 'all', 'pre-commit')} was written`);
    expect(err).toMatch(/core\.hooksPath is set in the global configuration.*every repository/);
  });

  test('a second worktree shares the hook', async () => {
    using home = tempHome();
    git(home, 'init', '-q', 'w');
    gitIn(home, 'w', 'commit', '-q', '--allow-empty', '-m', 'x');
    gitIn(home, 'w', 'worktree', 'add', '-q', '../second');
    const { out } = await runCli(['scan', '--install-hook', '--json'], {
      home: home.path,
      cwd: join(home.path, 'second'),
      env: GIT_ENV,
    });
    expect(JSON.parse(out).hook).toBe(join(home.path, 'w/.git/hooks/pre-commit'));
  });
});

test('the hook of the pre-commit framework is a command line that exists', () => {
  const text = readFileSync(new URL('../../../../../../.pre-commit-hooks.yaml', import.meta.url), 'utf8');
  const [program, name = '', ...options] = /^ {2}entry: (.+)$/m.exec(text)?.[1]?.split(' ') ?? [];
  expect([program, options]).toEqual(['dlubal-auth', ['--staged']]);
  const command = COMMANDS.find(({ definition }) => definition.name === name);
  for (const option of options) expect(command?.definition.options).toHaveProperty(option.replace('--', ''));
  expect(text).toContain('pass_filenames: false');
});
