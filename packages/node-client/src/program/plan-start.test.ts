import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import type { ProgramPlaces } from './find-program.js';
import { planStart, type StartPlan } from './plan-start.js';

const WINDOWS: ProgramPlaces = { platform: 'win32', env: { SystemRoot: 'D:\\Win' }, cwd: 'C:\\' };
const found = (path: string | undefined) => () => path;
const planned = (argv: string[], path: string | undefined): StartPlan =>
  planStart(argv, WINDOWS, found(path), (file) => file === 'C:\\args.js');

test('a program is started by its absolute path, with its arguments untouched', () => {
  expect(planned(['node', 'a b', '100%', '\n'], 'C:\\node.exe')).toEqual({
    file: 'C:\\node.exe',
    args: ['a b', '100%', '\n'],
    options: {},
  });
  const linux = { platform: 'linux', env: {}, cwd: '/' };
  expect(planStart(['npm', 'a b'], linux, found('/bin/npm'))).toEqual({
    file: '/bin/npm',
    args: ['a b'],
    options: { argv0: 'npm' },
  });
});

test.each<[string, string[], string]>([
  ['no argument', [], ''],
  ['an empty one', [''], ' ""'],
  ['spaces', ['a b'], ' "a b"'],
  ['what cmd.exe obeys outside of quotation marks', ['a&b|c<d>e^f(g)!h!'], ' "a&b|c<d>e^f(g)!h!"'],
  ['a quotation mark', ['say "hi"'], ' "say ""hi"""'],
  ['a backslash at the end', ['C:\\x y\\'], ' "C:\\x y\\\\"'],
  ['backslashes before a quotation mark', ['\\\\"'], ' "\\\\\\\\"""'],
  ['backslashes elsewhere', ['a\\b'], ' "a\\b"'],
])('a batch file gets %s through cmd.exe', (_title, args, line) => {
  expect(planned(['npm', ...args], 'C:\\a b\\npm.cmd')).toEqual({
    file: 'D:\\Win\\System32\\cmd.exe',
    args: ['/d', '/s', '/v:off', '/c', `""C:\\a b\\npm.cmd"${line}"`],
    options: { windowsVerbatimArguments: true },
  });
});

test.each<[string, string[], string | undefined, string]>([
  ['a percent sign for a batch file', ['npm', '%DLUBAL_API_KEY%'], 'C:\\npm.CMD', 'batch-argument'],
  ['a line feed for a batch file', ['npm', 'a\nb'], 'C:\\npm.bat', 'batch-argument'],
  ['a percent sign in the path of a batch file', ['npm'], 'C:\\100%\\npm.cmd', 'batch-argument'],
  ['a name that is not on PATH', ['npm'], undefined, 'ENOENT'],
  ['a script, which Windows does not start', ['.\\args.js'], undefined, 'ENOEXEC'],
  ['a path where nothing is', ['.\\gone'], undefined, 'ENOENT'],
])('%s is not started', (_title, argv, path, notStarted) => {
  expect(planned(argv, path)).toEqual({ notStarted });
});

const ARGS = [
  'plain',
  'two words',
  'say "hi"',
  '"',
  '"&calc',
  '\\"',
  'a^b',
  'a&b',
  'a|b',
  '<x>',
  '(x)',
  '!OS!',
  '',
];
const MORE = [
  'tail\\',
  'two tail \\\\',
  'C:\\x y\\',
  'a,b;c=d',
  '*',
  '*.cmd',
  '~',
  '$HOME',
  "'x'",
  'ü☃',
  '--',
  '/?',
];

test('arguments and exit code pass a program found by name as they are', () => {
  const folder = tempFolder();
  const script = join(folder, 'args.js');
  writeFileSync(script, 'process.stdout.write(JSON.stringify(process.argv.slice(2))); process.exit(7);');
  const [name, text] = onWindows
    ? ['hello.cmd', `@"${process.execPath}" "%~dp0args.js" %*\r\n`]
    : ['hello', `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`];
  writeFileSync(join(folder, name), text, { mode: 0o700 });
  const args = [...ARGS, ...MORE];
  const plan = planStart(['hello', ...args], {
    platform: process.platform,
    env: { ...process.env, PATH: folder },
    cwd: tempFolder(),
  });
  if ('notStarted' in plan) throw new Error(plan.notStarted);
  const run = spawnSync(plan.file, plan.args, { ...plan.options, encoding: 'utf8' });
  expect(JSON.parse(run.stdout)).toEqual(args);
  expect(run.status).toBe(7);
});
