import { chmodSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { findProgram } from './find-program.js';

const PROGRAMS = new Set([
  '/usr/bin/git',
  '/opt/a b/git',
  'C:\\Git\\cmd\\git.exe',
  'C:\\shims\\git.cmd',
  'C:\\shims\\git.exe',
  '\\\\server\\tools\\git.exe',
  // What must not be found: the working directory in all its spellings.
  'git',
  'bin/git',
  './git',
  'git.exe',
  '.\\git.exe',
  'bin\\git.exe',
  '\\tools\\git.exe',
  'C:tools\\git.exe',
]);

test.each<[string, string, string | undefined]>([
  ['linux', '/bin:/usr/bin', '/usr/bin/git'],
  ['linux', '/opt/a b:/usr/bin', '/opt/a b/git'],
  ['linux', ':.:bin:./:/usr/bin', '/usr/bin/git'],
  ['linux', ':.:bin', undefined],
  ['linux', '', undefined],
  ['win32', 'C:\\Windows;C:\\Git\\cmd', 'C:\\Git\\cmd\\git.exe'],
  ['win32', '"C:\\Git\\cmd"', 'C:\\Git\\cmd\\git.exe'],
  ['win32', '\\\\server\\tools', '\\\\server\\tools\\git.exe'],
  ['win32', ';.;bin;\\tools;C:tools', undefined],
  // The order of PATHEXT decides within one folder.
  ['win32', 'C:\\shims', 'C:\\shims\\git.exe'],
])('on %s with PATH %j git is %s', (platform, PATH, found) => {
  expect(findProgram('git', { platform, env: { PATH }, cwd: '/' }, (path) => PROGRAMS.has(path))).toBe(found);
});

test.each<[Record<string, string>, string, string | undefined]>([
  [{ Path: 'C:\\shims', PathExt: '.CMD;.EXE' }, 'git', 'C:\\shims\\git.cmd'],
  [{ Path: 'C:\\shims', PATHEXT: '' }, 'git', 'C:\\shims\\git.exe'],
  [{ path: 'C:\\shims' }, 'git.cmd', 'C:\\shims\\git.cmd'],
  [{ Path: 'C:\\shims', PATHEXT: '.COM' }, 'git', undefined],
  [{}, 'git', undefined],
])('on Windows %j is read whatever its case', (env, name, found) => {
  expect(findProgram(name, { platform: 'win32', env, cwd: 'C:\\' }, (path) => PROGRAMS.has(path))).toBe(
    found,
  );
});

test.each<[string, string, string, string | undefined]>([
  ['linux', './git', '/opt/a b', '/opt/a b/git'],
  ['linux', '../bin/git', '/usr/lib', '/usr/bin/git'],
  ['linux', './gone', '/usr/bin', undefined],
  ['win32', '.\\git', 'C:\\Git\\cmd', 'C:\\Git\\cmd\\git.exe'],
  ['win32', 'cmd/git.exe', 'C:\\Git', 'C:\\Git\\cmd\\git.exe'],
  ['win32', 'C:\\shims\\git.cmd', 'C:\\', 'C:\\shims\\git.cmd'],
  ['win32', '', 'C:\\Git\\cmd', undefined],
])('on %s %j from %j is %s, whatever PATH says', (platform, name, cwd, found) => {
  const env = { PATH: '/bin:/usr/bin', Path: 'C:\\shims' };
  expect(findProgram(name, { platform, env, cwd }, (path) => PROGRAMS.has(path))).toBe(found);
});

test('a folder and a file that nobody can run are passed over', () => {
  using home = tempHome();
  // Windows goes by the extension, the others by the mode.
  const name = onWindows ? 'git.exe' : 'git';
  mkdirSync(join(home.path, 'a', name), { recursive: true });
  chmodSync(home.write('b/git', ''), 0o600);
  chmodSync(home.write(join('c', name), ''), 0o700);
  const PATH = ['a', 'b', 'c'].map((folder) => join(home.path, folder)).join(delimiter);
  const places = { platform: process.platform, env: { PATH }, cwd: home.path };
  expect(findProgram('git', places)).toBe(join(home.path, 'c', name));
});
