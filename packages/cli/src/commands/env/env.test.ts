import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { onWindows, skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { bundledCli } from '../../../test/bundled-cli.js';
import { runCli } from '../../../test/run-cli.js';
import { COMPLETING_SHELLS, SHELL_NAMES } from '../../command-line/shells.js';
import { scriptFor } from './env.js';

const KEY = madeKey();
const ODD = `it's"a$(key)\\#\`!`;

const POSIX = `unset DLUBAL_API_KEY_NAME\nexport DLUBAL_API_KEY='${KEY}'\n`;
const POWERSHELL = `Remove-Item Env:DLUBAL_API_KEY_NAME -ErrorAction SilentlyContinue\n$env:DLUBAL_API_KEY = '${KEY}'\n`;

test.each([
  ['bash', POSIX],
  ['zsh', POSIX],
  ['sh', POSIX],
  ['dash', POSIX],
  ['fish', `set -e DLUBAL_API_KEY_NAME; or true\nset -gx DLUBAL_API_KEY '${KEY}'\n`],
  ['powershell', POWERSHELL],
  ['pwsh', POWERSHELL],
  ['cmd', `set "DLUBAL_API_KEY_NAME="\nset "DLUBAL_API_KEY=${KEY}"\n`],
  ['dotenv', `DLUBAL_API_KEY=${KEY}\n`],
])('%s gets the key in its own syntax', async (shell, script) => {
  const run = await runCli(['env', '--shell', shell], { env: { DLUBAL_API_KEY: KEY } });
  expect(run).toEqual({ code: 0, out: script, err: '' });
});

test.each([
  [['--shell', 'bash'], 3, 'false\n'],
  [['--shell=fish'], 3, 'false\n'],
  [['--shell', 'PWSH'], 3, "throw 'dlubal-auth env failed'\n"],
  [
    ['--shell', 'powershell', '--config', '/nowhere-at-all/config.ini'],
    3,
    "throw 'dlubal-auth env failed'\n",
  ],
  [['--shell', 'cmd'], 3, 'cmd /c exit 1\n'],
  [['--shell', 'dotenv'], 3, ''],
  [['--shell', 'github'], 2, ''],
  [['--shell', 'fisch'], 2, 'false\n'],
  [['--shel', 'bash'], 2, 'false\n'],
  [['--shell', 'bash', '--key-name'], 2, 'false\n'],
  [[], 2, 'false\n'],
])('%j without a key ends with %i and prints %j', async (args, code, out) => {
  expect(await runCli(['env', ...args])).toMatchObject({ code, out });
});

test('a failure with --json is JSON, and on a terminal only words', async () => {
  const { code, out } = await runCli(['env', '--shell', 'bash', '--json']);
  expect([code, JSON.parse(out).failure.kind]).toEqual([3, 'key-missing']);
  expect(await runCli(['env', '--shell', 'bash'], { terminal: true })).toMatchObject({ code: 2, out: '' });
});

test('the page on programs lists the shells of the code, and no other', () => {
  const page = readFileSync(new URL('../../../../../apps/docs/keys/programs.md', import.meta.url), 'utf8');
  const cells = page.split('\n').map((line) => line.split(/(?<!\\)\|/));
  const rows = cells.filter(([, , key]) => key?.includes('dlubal-auth env --shell'));
  expect(rows.map(([, shell]) => shell?.trim())).toEqual(SHELL_NAMES);
  for (const [, shell = '', key] of rows) expect(key).toContain(`--shell ${shell.trim()}`);
  const completing = rows.filter(([, shell = '', , how]) => how?.includes(`completion ${shell.trim()}`));
  expect(completing.map(([, shell]) => shell?.trim())).toEqual(COMPLETING_SHELLS);
});

/** How each shell runs a script, and evaluates the lines; what follows a failure is not to be reached. */
const REAL: Readonly<Record<string, { args: readonly string[]; evaluate: string }>> = {
  bash: { args: ['--norc', '-c'], evaluate: 'set -e; eval "$(dlubal-auth env --shell bash)"' },
  dash: { args: ['-c'], evaluate: 'set -e; eval "$(dlubal-auth env --shell sh)"' },
  sh: { args: ['-c'], evaluate: 'set -eu; eval "$(dlubal-auth env --shell sh)"' },
  zsh: { args: ['-f', '-c'], evaluate: 'set -e; eval "$(dlubal-auth env --shell zsh)"' },
  fish: {
    args: ['--no-config', '-c'],
    evaluate: 'dlubal-auth env --shell fish | source; or exit 1',
  },
  pwsh: {
    args: ['-NoProfile', '-Command'],
    evaluate: 'dlubal-auth env --shell pwsh | Out-String | Invoke-Expression',
  },
};

describe.each(Object.entries(REAL))('in a real %s', (shell, { args, evaluate }) => {
  const there = spawnSync(shell, ['-c', 'exit 0']).status === 0;
  const because = there ? '' : ` (skipped: no ${shell})`;
  test.skipIf(!there)(`a script has the key, and stops where there is none${because}`, async () => {
    using home = tempHome();
    const tool = home.write(
      'bin/dlubal-auth',
      `#!/bin/sh\nexec "${process.execPath}" "${await bundledCli()}" "$@"\n`,
    );
    chmodSync(tool, 0o755);
    const PATH = `${dirname(tool)}:/usr/bin:/bin`;
    const run = (env: Record<string, string>) =>
      spawnSync(shell, [...args, `${evaluate}; sh -c 'echo "<$DLUBAL_API_KEY>"'`], {
        env: { PATH, HOME: home.path, XDG_CONFIG_HOME: `${home.path}/.config`, ...env },
        cwd: home.path,
        encoding: 'utf8',
      });
    expect(run({ DLUBAL_API_KEY: KEY })).toMatchObject({ status: 0, stdout: `<${KEY}>\n`, stderr: '' });
    const failed = run({ DLUBAL_API_KEY_NAME: 'gone' });
    expect([failed.status, failed.stdout]).toEqual([1, '']);
    expect(failed.stderr).toContain('config.ini has no key named gone');
  });
});

test('a real shell takes an odd key unharmed', (context) => {
  skipOnWindows(context, 'no sh');
  const program = `${scriptFor('bash', ODD)}printf %s "$DLUBAL_API_KEY"`;
  expect(spawnSync('sh', ['-c', program], { encoding: 'utf8' }).stdout).toBe(ODD);
});

test.each(['cmd', 'dotenv'] as const)('%s refuses a key that it would change', (shell) => {
  expect(() => scriptFor(shell, ODD)).toThrow(/would change/);
});

test('for GitHub the mask goes out before anything else, and the file gets the variable', async () => {
  using home = tempHome();
  const file = home.write('github.env', 'OTHER=1\n');
  const env = { DLUBAL_API_KEY: KEY, GITHUB_ENV: file };
  const run = await runCli(['env', '--shell', 'github'], { home: home.path, env });
  expect(run).toEqual({ code: 0, out: `::add-mask::${KEY}\n`, err: '' });
  expect(readFileSync(file, 'utf8')).toBe(`OTHER=1\nDLUBAL_API_KEY=${KEY}\n`);
});

test.each([
  ['', ''],
  ['OTHER=1', 'OTHER=1\n'],
  ['OTHER=1\n', 'OTHER=1\n'],
  ['OTHER=1\r\n', 'OTHER=1\r\n'],
  ['A<<END\nb\nEND', 'A<<END\nb\nEND\n'],
])('a file of the job with %j gets a line of its own', async (before, kept) => {
  using home = tempHome();
  const env = { DLUBAL_API_KEY: KEY, GITHUB_ENV: home.write('github.env', before) };
  await runCli(['env', '--shell', 'github'], { home: home.path, env });
  expect(readFileSync(env.GITHUB_ENV, 'utf8')).toBe(`${kept}DLUBAL_API_KEY=${KEY}\n`);
});

test.each([
  ['no variable', undefined, /GITHUB_ENV is not set, so this is not a step of a GitHub job/],
  ['an empty variable', '', /GITHUB_ENV is not set/],
  ['a file that is not there', '/nowhere-at-all/github.env', /ENOENT/],
  ['a folder', '/', onWindows ? /not a file/ : /EISDIR/],
  ['a device', '/dev/null', /not a file/],
])('with %s nothing is printed, and the exit code is 2', async (_, path, says) => {
  const env = { DLUBAL_API_KEY: KEY, ...(path === undefined ? {} : { GITHUB_ENV: path }) };
  const run = await runCli(['env', '--shell', 'github'], { env });
  expect(run).toMatchObject({ code: 2, out: '', err: expect.stringMatching(says) });
  expectNoKey(KEY, run.err);
});

test('an unknown shell, none, and a terminal are refused', async () => {
  const env = { DLUBAL_API_KEY: KEY };
  expect((await runCli(['env', '--shell', 'fisch'], { env })).err).toContain('Did you mean fish?');
  expect((await runCli(['env'], { env })).err).toContain(
    'bash, zsh, fish, powershell, sh, cmd, dotenv, github',
  );
  const terminal = await runCli(['env', '--shell', 'bash'], { env, terminal: true });
  expect(terminal).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--force') });
});
