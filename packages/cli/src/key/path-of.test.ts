import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../test/run-cli.js';

const KEY = madeKey();

test('~/ in --config is the home folder, also where no shell has seen it', async () => {
  using home = tempHome();
  const cwd = join(home.path, 'project');
  home.write('project/readme', '');
  const argv = ['keys', 'add', 'p', '--stdin', '--config=~/x.ini'];
  expect((await runCli(argv, { home: home.path, cwd, input: KEY })).code).toBe(0);
  expect(readFileSync(join(home.path, 'x.ini'), 'utf8')).toContain(`p = ${KEY}`);
  expect(readdirSync(cwd)).toEqual(['readme']);
  const env = { DLUBAL_API_CONFIG: '~/x.ini' };
  expect((await runCli(['token', '--key-name', 'p'], { home: home.path, cwd, env })).out).toContain(KEY);
});

describe('what a shell should have replaced is refused, and nothing is written', () => {
  test.for([
    ['--config=$HOME/x.ini', '--config: $HOME in the path was not replaced'],
    ['--config=%LOCALAPPDATA%\\x.ini', '%LOCALAPPDATA% in the path was not replaced'],
    ['--config="x.ini"', '--config: the path is in quotation marks'],
    ['--config=~bob/x.ini', '~bob is the home folder of another user'],
  ] as const)('%s', async ([option, says]) => {
    using home = tempHome();
    const run = await runCli(['keys', 'add', 'p', '--stdin', option], { home: home.path, input: KEY });
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining(says) });
    expect(readdirSync(home.path)).toEqual([]);
  });

  test.for([
    ['mock', '--port-file', '$TMPDIR/port'],
    ['mock', '--tls', '--ca-out', '"ca.pem"'],
    ['mock', 'record', '$HOME/r.yaml', '--to', '127.0.0.1:1'],
    ['mock', '--scenario', '$HOME/s.yaml'],
    ['keys', 'import', '$HOME/old.ini'],
    ['check', '--ca-file', '$HOME/ca.pem'],
  ])('%j', async (argv) => {
    using home = tempHome();
    const env = { DLUBAL_API_KEY: KEY };
    const run = await runCli(argv, { home: home.path, env });
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/was not replaced by its value|in quotation marks/);
    expect(readdirSync(home.path)).toEqual([]);
  });
});

const HOMES: readonly (readonly [title: string, home: () => string])[] = [
  ['an empty home', () => ''],
  ['a relative home', () => 'ada'],
  [
    'no home',
    () => {
      throw new Error('ENOENT: no such file or directory, uv_os_homedir');
    },
  ],
];

describe.for(HOMES)('%s', ([, home]) => {
  test('everything that needs none works', async () => {
    using folder = tempHome();
    const config = join(folder.path, 'x.ini');
    const run = (argv: string[], env: Record<string, string> = {}) =>
      runCli(argv, { cwd: folder.path, env, input: KEY, homeOf: home });
    expect((await run(['keys', 'add', 'p', '--stdin', '--config', config])).code).toBe(0);
    expect((await run(['keys', 'list', '--config', config])).out).toContain('p');
    expect(await run(['token'], { DLUBAL_API_CONFIG: config })).toMatchObject({ code: 0, out: `${KEY}\n` });
    expect(await run(['token'], { DLUBAL_API_KEY: KEY, DLUBAL_API_CONFIG: config })).toMatchObject({
      err: '',
    });
    expect((await run(['resolve'], { DLUBAL_API_KEY: KEY, DLUBAL_API_CONFIG: config })).code).toBe(0);
    expect(readdirSync(folder.path)).toEqual(['x.ini']);
  });
});
