import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';
import { scriptFor } from './env.js';

const KEY = madeKey();
const ODD = `it's"a$(key)\\#\`!`;

test.each([
  ['bash', `export DLUBAL_API_KEY='${KEY}'\nunset DLUBAL_API_KEY_NAME\n`],
  ['zsh', `export DLUBAL_API_KEY='${KEY}'\nunset DLUBAL_API_KEY_NAME\n`],
  ['fish', `set -gx DLUBAL_API_KEY '${KEY}'\nset -e DLUBAL_API_KEY_NAME\n`],
  [
    'pwsh',
    `$env:DLUBAL_API_KEY = '${KEY}'\nRemove-Item Env:DLUBAL_API_KEY_NAME -ErrorAction SilentlyContinue\n`,
  ],
  ['cmd', `set "DLUBAL_API_KEY=${KEY}"\nset "DLUBAL_API_KEY_NAME="\n`],
  ['dotenv', `DLUBAL_API_KEY=${KEY}\n`],
])('%s is told in its own words', async (shell, script) => {
  const run = await runCli(['env', '--shell', shell], { env: { DLUBAL_API_KEY: KEY } });
  expect(run).toEqual({ code: 0, out: script, err: '' });
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

test('outside a job the mask still goes first, and it is said that nothing was handed on', async () => {
  const run = await runCli(['env', '--shell', 'github'], { env: { DLUBAL_API_KEY: KEY } });
  expect(run.out).toBe(`::add-mask::${KEY}\nDLUBAL_API_KEY=${KEY}\n`);
  expect(run.err).toContain('nothing was handed on');
});

test('a file of the job that cannot be written is an error without the key', async () => {
  const env = { DLUBAL_API_KEY: KEY, GITHUB_ENV: '/nowhere-at-all/github.env' };
  const run = await runCli(['env', '--shell', 'github'], { env });
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('ENOENT') });
  expectNoKey(KEY, run.err);
});

test('an unknown shell, none, and a terminal are refused', async () => {
  const env = { DLUBAL_API_KEY: KEY };
  expect((await runCli(['env', '--shell', 'fisch'], { env })).err).toContain('Did you mean fish?');
  expect((await runCli(['env'], { env })).err).toContain('bash, fish, pwsh, cmd, dotenv, github');
  const terminal = await runCli(['env', '--shell', 'bash'], { env, terminal: true });
  expect(terminal).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--force') });
});
