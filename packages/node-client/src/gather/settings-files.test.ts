import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lchownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { notOnWindows, onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { beforeEach, describe, expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import { gather } from './gather.js';
import type { GatherOptions } from './gather-options.js';
import { projectPaths, readHomeSettings, readProjectSettings } from './settings-files.js';

let home = '';
let project = '';
beforeEach(() => {
  const folder = tempFolder();
  home = join(folder, 'home');
  project = join(folder, 'clone');
  for (const path of [home, project]) mkdirSync(path, { mode: 0o755 });
});

const write = (text: string, folder: string, mode = 0o644): string => {
  const path = join(folder, '.dlubalrc');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};
const inProject = (cwd = project) => readProjectSettings({ cwd, home, platform: process.platform });
const asked = (more: GatherOptions = {}) =>
  gather({ home, cwd: project, env: {}, config: join(home, 'none'), ...more });

describe('a file that comes with a clone chooses a key and a time limit, and no destination', () => {
  test('key_name and deadline_ms are read', () => {
    write('key_name = bridge\ndeadline_ms = 5000\n', project);
    expect(inProject().file?.settings).toEqual({ keyName: 'bridge', deadlineMs: 5000 });
  });

  test.each([
    ['url = evil.example', 'url', 1],
    ['key_name = a\nport = 1234', 'port', 2],
    ['\n\ntls = false', 'tls', 3],
    ['tls = true\nca_file = ./root.pem', 'tls', 1],
    ['ca_file = /etc/ssl/root.pem', 'ca_file', 1],
    ['url = 127.0.0.1', 'url', 1],
  ])('%j is refused by file and line', (text, field, line) => {
    const path = write(text, project);
    for (const act of [() => inProject(), () => asked().server()]) {
      expect(act).toThrow(
        expect.objectContaining({
          kind: 'settings-untrusted',
          field,
          line,
          failure: expect.objectContaining({ exitCode: 8 }),
        }),
      );
      expect(act).toThrow(path);
      expect(act).toThrow(/~\/\.dlubalrc.*DLUBAL_API_URL/);
    }
  });

  test('the host that it would have chosen is named', () => {
    write('tls = true\nurl = evil.example\n', project);
    expect(() => inProject()).toThrow(/host "evil\.example"/);
  });

  test('it does not hide what the home file says of the server', () => {
    write('url = home.example\ntls = true\nkey_name = home_key\n', home, 0o600);
    write('key_name = bridge\n', project);
    const { address, security } = asked().server();
    expect([address.text, security]).toEqual(['home.example:9000', true]);
  });

  test('it is not read where nothing is left open', async () => {
    write('url = evil.example\n', project);
    const all = asked({ url: '127.0.0.1', tls: false, deadlineMs: 5, apiKeyName: 'a', keyring: false });
    expect(all.server().address.text).toBe('127.0.0.1:9000');
    expect((await all.input()).name).toBe('a');
  });
});

describe('where a file of a project is looked for', () => {
  test('in the working directory and above, the home folder apart', () => {
    const deep = join(home, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    // On Windows the root of the repository ends the search.
    mkdirSync(join(home, 'a', '.git'));
    write('key_name = from_home\n', home, 0o600);
    expect(inProject(deep).file).toBeUndefined();
    write('key_name = above\n', join(home, 'a'));
    expect(inProject(deep).file?.settings.keyName).toBe('above');
    write('key_name = here\n', deep);
    expect(inProject(deep).file?.settings.keyName).toBe('here');
  });

  test('on Windows up to the root of the repository', () => {
    const deep = join(project, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    const place = { cwd: deep, home, platform: 'win32' };
    expect(projectPaths(place).map(dirname)).toEqual([deep]);
    mkdirSync(join(project, '.git'));
    expect(projectPaths(place).map(dirname)).toEqual([deep, join(project, 'a'), project]);
  });
});

describe.skipIf(process.getuid?.() !== 0)(
  notOnWindows('owners are judged on the file that was opened', 'no owners by number'),
  () => {
    const OTHER = 65534;

    test('a file of somebody else is passed over with a warning', () => {
      const path = write('key_name = planted\n', project);
      chownSync(path, OTHER, OTHER);
      const { file, warnings } = inProject();
      expect(file).toBeUndefined();
      expect(warnings.join()).toMatch(`${path} was not read: it belongs to another user (number ${OTHER})`);
    });

    test('whoever owns the working directory can choose its key', () => {
      chownSync(write('key_name = bridge\n', project), OTHER, OTHER);
      chownSync(project, OTHER, OTHER);
      expect(inProject()).toMatchObject({ file: { settings: { keyName: 'bridge' } }, warnings: [] });
    });

    test('a link to a file of somebody else is not followed, nor a link of somebody else', () => {
      const target = join(project, 'target');
      writeFileSync(target, 'key_name = planted\n');
      symlinkSync(target, join(project, '.dlubalrc'));
      expect(inProject().file?.settings.keyName).toBe('planted');
      lchownSync(join(project, '.dlubalrc'), OTHER, OTHER);
      expect(inProject().file).toBeUndefined();
      lchownSync(join(project, '.dlubalrc'), 0, 0);
      chownSync(target, OTHER, OTHER);
      expect(inProject().file).toBeUndefined();
    });

    test('the home file of somebody else is an error', () => {
      chownSync(write('url = evil.example\n', home, 0o600), OTHER, OTHER);
      expect(() => readHomeSettings(home)).toThrow(expect.objectContaining({ kind: 'settings-untrusted' }));
      expect(() => readHomeSettings(home)).toThrow(/belongs to another user/);
    });
  },
);

describe.skipIf(onWindows)(notOnWindows('the home file', 'no file modes'), () => {
  test.each([0o666, 0o620, 0o602, 0o664])(
    'with mode %o is an error, since others can write to it',
    (mode) => {
      const path = write('url = a.example\n', home, mode);
      expect(() => readHomeSettings(home)).toThrow(expect.objectContaining({ kind: 'settings-untrusted' }));
      expect(() => readHomeSettings(home)).toThrow(`${path}: other users can write to the file`);
    },
  );

  test.each([0o600, 0o644, 0o400])('with mode %o is read', (mode) => {
    write('url = a.example\n', home, mode);
    expect(readHomeSettings(home).file?.settings.url).toBe('a.example');
  });

  test('can be a link to a file of the user', () => {
    writeFileSync(join(home, 'dotfile'), 'url = a.example\n', { mode: 0o600 });
    symlinkSync(join(home, 'dotfile'), join(home, '.dlubalrc'));
    expect(readHomeSettings(home).file?.settings.url).toBe('a.example');
  });
});

test('a folder in its place is refused', () => {
  mkdirSync(join(project, '.dlubalrc'));
  expect(() => inProject()).toThrow(/folder/);
});

test.skipIf(onWindows)(notOnWindows('a pipe in its place is refused at once', 'no pipes in folders'), () => {
  execFileSync('mkfifo', [join(project, '.dlubalrc')]);
  expect(() => inProject()).toThrow(/pipe/);
});
