import { chmodSync, existsSync, statSync } from 'node:fs';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { onWindows, skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const [A, B] = [madeKey(), madeKey()];
const FILE = `; ours\r\n[api_keys]\r\nproject_1 : ${A}\r\ndefault = ${A}\r\n`;

test('a key from standard input is stored under its name, all else stays', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const run = await runCli(['keys', 'add', 'Project_2', '--stdin'], { home: home.path, input: `${B}\r\n` });
  expect(run).toMatchObject({
    code: 0,
    err: 'note: the default is still project_1. To change it: dlubal-auth keys use project_2\n',
  });
  expect(run.out).toBe(`✓ Stored project_2 (ak-…${B.slice(-4)}) in ${home.configPath}.\n`);
  expect(home.readConfig()).toBe(`${FILE}project_2 = ${B}\r\n`);
  expectNoKey(B, run);
});

test('the first key makes the file, for this user alone, and becomes the default', async () => {
  using home = tempHome();
  const run = await runCli(['keys', 'add', 'bridge', '--stdin'], { home: home.path, input: A });
  expect(home.readConfig()).toBe(`[api_keys]\nbridge = ${A}\ndefault = ${A}\n`);
  if (!onWindows) expect(statSync(home.configPath).mode & 0o777).toBe(0o600);
  expect(run.err).toContain('it is the default, since there was none');
});

test('on a terminal it says where the key will be stored and who can read it, then asks', async (context) => {
  skipOnWindows(context, 'no file modes');
  using home = tempHome();
  home.writeConfig(FILE);
  chmodSync(home.configPath, 0o644);
  const run = await runCli(['keys', 'add', 'bridge'], { home: home.path, answers: [B] });
  expect(run.err).toMatch(
    /^note: the key will be stored in plain text in .*config\.ini, which only you and root/,
  );
  expect(run.err).toContain('mode 0600; it is mode 0644 now, so other users can read it');
  expect(run.err.indexOf('plain text')).toBeLessThan(run.err.indexOf('Key for bridge (not shown)'));
  expect(home.readConfig()).toContain(`bridge = ${B}`);
  expectNoKey(B, run);
});

test('a name that is taken is refused before anybody is asked', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const run = await runCli(['keys', 'add', 'PROJECT_1'], { home: home.path, answers: [] });
  expect(run.code).toBe(2);
  expect(run.err).toContain('there is a key named project_1 already');
  expect(home.readConfig()).toBe(FILE);
});

test('another key for a taken name is refused, the same key changes nothing', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const add = (input: string) =>
    runCli(['keys', 'add', 'project_1', '--stdin', '--json'], { home: home.path, input });
  const other = await add(B);
  expect([other.code, JSON.parse(other.out).ok]).toEqual([2, false]);
  const same = await add(A);
  expect([same.code, JSON.parse(same.out)]).toMatchObject([0, { ok: true, changed: false }]);
  expect(home.readConfig()).toBe(FILE);
  expectNoKey(B, other, same);
});

test('--force replaces the key, and the default moves with it', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const argv = ['keys', 'add', 'project_1', '--stdin', '--force', '--yes'];
  const run = await runCli(argv, { home: home.path, input: B });
  expect(run.err).toContain('the default moved with it');
  expect(home.readConfig()).toBe(FILE.replaceAll(A, B));
});

test('a value that is there under another name is told', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const argv = ['keys', 'add', 'bridge', '--stdin', '--json'];
  const run = await runCli(argv, { home: home.path, input: A });
  expect(JSON.parse(run.out)).toEqual({
    ok: true,
    changed: true,
    config: home.configPath,
    key: {
      name: 'bridge',
      masked: `ak-…${A.slice(-4)}`,
      fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/),
      isDefault: true,
    },
    notes: ['the same key is stored as project_1 already.'],
  });
});

test.each<[string, string]>([
  ['', 'it is empty'],
  [`Bearer ${B}`, 'it begins with "Bearer"'],
  [`"${B}"`, 'in quotation marks'],
  [`${B}\n${A}`, 'there are 2 keys in it'],
  [`${A}${B}`, 'it looks like 2 keys joined'],
  [B.slice(0, -1), 'it has 47 hexadecimal digits'],
  [B.replace('-', '–'), 'character 3 is an en dash'],
])('a text that is not a key is refused by what is wrong with it (%#)', async (input, says) => {
  using home = tempHome();
  const run = await runCli(['keys', 'add', 'bridge', '--stdin'], { home: home.path, input });
  expect(run.code).toBe(3);
  expect(run.err).toContain(says);
  expect(run.err).toContain('Nothing was stored');
  expect(existsSync(home.configPath)).toBe(false);
  expectNoKey(B, run);
  expectNoKey(A, run);
});

test('white space around a pasted key goes', async () => {
  using home = tempHome();
  await runCli(['keys', 'add', 'bridge'], { home: home.path, answers: [`\ufeff ${B}\t `] });
  expect(home.readConfig()).toContain(`bridge = ${B}\n`);
});

test('a key in capital letters is stored with a note', async () => {
  using home = tempHome();
  const input = B.toUpperCase();
  const run = await runCli(['keys', 'add', 'test', '--stdin'], { home: home.path, input });
  expect([run.code, run.err]).toMatchObject([0, expect.stringContaining('it has capital letters')]);
});

test('the way in must fit what standard input is', async () => {
  expect((await runCli(['keys', 'add', 'a'])).err).toContain(
    'Pipe the key in: dlubal-auth keys add NAME --stdin',
  );
  expect((await runCli(['keys', 'add', 'a', '--stdin'], { answers: [] })).err).toContain('is a terminal');
});

test('an input that ends instead of an answer stores nothing', async () => {
  using home = tempHome();
  const run = await runCli(['keys', 'add', 'a'], { home: home.path, answers: [undefined] });
  expect([run.code, run.err]).toMatchObject([2, expect.stringContaining('no key was entered')]);
  expect(existsSync(home.configPath)).toBe(false);
});

test('a key given as an argument is refused, and called compromised', async () => {
  using home = tempHome();
  for (const argv of [
    ['keys', 'add', B],
    ['keys', 'add', 'a', B],
    ['keys', 'rename', 'a', B],
  ]) {
    const run = await runCli(argv, { home: home.path, answers: [] });
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/other users can read it there/);
    expectNoKey(B, run);
  }
});
