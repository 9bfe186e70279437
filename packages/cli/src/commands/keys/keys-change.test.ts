import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { type CliRun, type RunCliOptions, runCli } from '../../../test/run-cli.js';

const [A, B] = [madeKey(), madeKey()];
const FILE = `[api_keys]\n# the bridge\nproject_1 : ${A}\n\nproject_2=${B}\ndefault = ${A}\n`;

async function keys(home: TempHome, argv: string[], options: RunCliOptions = {}): Promise<CliRun> {
  const run = await runCli(['keys', ...argv], { home: home.path, ...options });
  expectNoKey(A, run);
  expectNoKey(B, run);
  return run;
}

function homeWith(text: string): TempHome {
  const home = tempHome();
  home.writeConfig(text);
  return home;
}

test('use makes a key the default, in any case of its name', async () => {
  using home = homeWith(FILE);
  expect(await keys(home, ['use', 'PROJECT_2'])).toMatchObject({
    code: 0,
    out: `✓ project_2 (ak-…${B.slice(-4)}) is the default now.\n`,
  });
  expect(home.readConfig()).toBe(FILE.replace(`default = ${A}`, `default = ${B}`));
  const again = await keys(home, ['use', 'project_2', '--json']);
  expect(JSON.parse(again.out)).toMatchObject({ ok: true, changed: false });
});

test('use refuses a value that could never be sent', async () => {
  using home = homeWith(`[api_keys]\na = ${A.slice(0, 20)}\n`);
  const run = await keys(home, ['use', 'a']);
  expect(run).toMatchObject({
    code: 3,
    err: expect.stringContaining('it has 17 hexadecimal digits, not 48'),
  });
});

test('rename keeps place, comment and delimiter, and the default follows', async () => {
  using home = homeWith(FILE);
  const run = await keys(home, ['rename', 'project_1', 'Main Bridge']);
  expect(run.out).toContain('Renamed project_1 to "main bridge"');
  expect(run.out).toContain('which stays the default');
  expect(home.readConfig()).toBe(FILE.replace('project_1 :', 'main bridge :'));
});

test('rename takes along a default that is written as a reference', async () => {
  using home = homeWith(`[api_keys]\na = ${A}\ndefault = %(a)s\n`);
  expect((await keys(home, ['rename', 'a', 'b'])).code).toBe(0);
  expect(home.readConfig()).toBe(`[api_keys]\nb = ${A}\ndefault = ${A}\n`);
});

test('rename refuses a name that is taken, and does nothing for the same name', async () => {
  using home = homeWith(FILE);
  expect(await keys(home, ['rename', 'project_1', 'project_2'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('project_2 is taken'),
  });
  expect((await keys(home, ['rename', 'project_1', 'Project_1'])).out).toContain('already has that name');
  expect(home.readConfig()).toBe(FILE);
});

test('remove asks, and takes along the default that only this name holds', async () => {
  using home = homeWith(FILE);
  const run = await keys(home, ['remove', 'project_1'], { answers: ['y'] });
  expect(run.err).toContain(`Remove project_1 (ak-…${A.slice(-4)}) from ${home.configPath}? [y/N]`);
  expect(run.err).toContain('there is no default any more');
  expect(home.readConfig()).toBe(`[api_keys]\n# the bridge\n\nproject_2=${B}\n`);
});

test.each(['', 'n', 'ye', undefined])('remove does nothing when it is answered %j', async (answer) => {
  using home = homeWith(FILE);
  const run = await keys(home, ['remove', 'project_1'], { answers: [answer] });
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('Nothing was removed') });
  expect(home.readConfig()).toBe(FILE);
});

test('remove without a terminal needs --yes', async () => {
  using home = homeWith(FILE);
  expect(await keys(home, ['remove', 'project_2'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('Use --yes'),
  });
  expect((await keys(home, ['remove', 'project_2', '--yes'])).code).toBe(0);
  expect(home.readConfig()).toBe(FILE.replace(`project_2=${B}\n`, ''));
});

test('remove keeps a default that another name holds too, and tells that name', async () => {
  using home = homeWith(`[api_keys]\na = ${A}\nb = ${A}\ndefault = ${A}\n`);
  const run = await keys(home, ['remove', 'a', '--yes', '--json']);
  expect(JSON.parse(run.out)).toMatchObject({ notes: ['the same key is still stored as b.'] });
  expect(home.readConfig()).toBe(`[api_keys]\nb = ${A}\ndefault = ${A}\n`);
});

test('remove does not take a key that was exchanged while it asked', async () => {
  using home = homeWith(FILE);
  const run = await runCli(['keys', 'remove', 'project_1'], {
    home: home.path,
    answers: [
      () => {
        home.writeConfig(FILE.replace(A, B));
        return 'y';
      },
    ],
  });
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('another key meanwhile') });
  expect(home.readConfig()).toBe(FILE.replace(A, B));
});

test.each<[string[]]>([
  [['use', 'project_3']],
  [['show', 'project_3']],
  [['rename', 'project_3', 'x']],
  [['remove', 'project_3', '--yes']],
])('%j names the nearest', async (argv) => {
  using home = homeWith(FILE);
  const run = await keys(home, [...argv, '--json']);
  expect(run.code).toBe(3);
  expect(run.err).toMatch(/no key named project_3\. Did you mean project_1 or project_2\?/);
  expect(JSON.parse(run.out).failure.kind).toBe('key-unknown-name');
  expect(home.readConfig()).toBe(FILE);
});

test.each<[string[]]>([
  [['use', 'default']],
  [['rename', 'default', 'x']],
  [['rename', 'project_1', 'default']],
  [['rotate', 'default', '--stdin']],
])('%j is refused: default is not a name', async (argv) => {
  using home = homeWith(FILE);
  expect(await keys(home, argv)).toMatchObject({ code: 2, err: expect.stringContaining('default') });
  expect(home.readConfig()).toBe(FILE);
});

test.each<[string, Record<string, string>, string, RegExp | undefined]>([
  ['nothing', {}, '', undefined],
  [
    'a key in a variable',
    { DLUBAL_API_KEY: B },
    '',
    /DLUBAL_API_KEY comes before the default.*Unset DLUBAL_API_KEY/,
  ],
  ['the same key in a variable', { DLUBAL_API_KEY: A }, '', undefined],
  ['a broken key in a variable', { DLUBAL_API_KEY: 'x' }, '', /DLUBAL_API_KEY comes before/],
  ['an empty variable', { DLUBAL_API_KEY: '' }, '', undefined],
  [
    'another name in a variable',
    { DLUBAL_API_KEY_NAME: 'project_2' },
    '',
    /DLUBAL_API_KEY_NAME comes before/,
  ],
  ['the same name in a variable', { DLUBAL_API_KEY_NAME: 'project_1' }, '', undefined],
  ['a name that is gone', { DLUBAL_API_KEY_NAME: 'gone' }, '', /DLUBAL_API_KEY_NAME comes before/],
  [
    'a settings file',
    {},
    'key_name = project_2',
    /key_name in ~\/\.dlubalrc \(.*\.dlubalrc, line 1\) comes before.*Remove that line/,
  ],
])('keys use with %s says what comes before the default', async (_, env, settings, says) => {
  using home = tempHome();
  home.writeConfig(`[api_keys]\nproject_1 = ${A}\nproject_2 = ${B}\ndefault = ${B}\n`);
  if (settings !== '') home.write('.dlubalrc', settings);
  const run = await runCli(['keys', 'use', 'project_1'], { home: home.path, env });
  expect([run.code, run.out]).toEqual([0, expect.stringContaining('is the default now')]);
  if (says === undefined) expect(run.err).toBe('');
  else expect(run.err).toMatch(says);
  expectNoKey(B, run);
});
