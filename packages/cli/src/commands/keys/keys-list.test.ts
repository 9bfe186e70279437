import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const [A, B] = [madeKey(), madeKey()];

test('lists names in the order of the file, with fingerprint, default, line and problem', async () => {
  using home = tempHome();
  home.writeConfig(`[api_keys]\nb = ${B}\nproject_1 = ${A}\n; x\nhurt = ${A}0\ndefault = ${A}\n`);
  const { out } = await runCli(['keys', 'list'], { home: home.path });
  const print = (key: string): string => `ak-…${key.slice(-4)}`;
  expect(out.replace(/\b[0-9a-f]{8}\b/g, 'FFFFFFFF')).toBe(
    [
      'NAME       FINGERPRINT  KEY       DEFAULT  LINE  PROBLEM',
      `b          FFFFFFFF     ${print(B)}           2`,
      `project_1  FFFFFFFF     ${print(A)}  default  3`,
      `hurt       FFFFFFFF     ${print(`${A}0`)}           5     it has 49 hexadecimal digits, not 48`,
      '',
    ].join('\n'),
  );
  expectNoKey(A, out);
});

test('prints JSON, and a default that no name holds as a row of its own', async () => {
  using home = tempHome();
  home.writeConfig(`[api_keys]\na = ${A}\ndefault = ${B}\n`);
  const { out } = await runCli(['keys', 'list', '--json'], { home: home.path });
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    config: home.configPath,
    exists: true,
    keys: [
      { name: 'a', isDefault: false, line: 2 },
      { name: 'default', isDefault: true, line: 3 },
    ],
  });
  expectNoKey(A, out);
  expectNoKey(B, out);
});

test('names that a terminal would obey, or that are wide, keep the table whole', async () => {
  using home = tempHome();
  home.writeConfig(`[api_keys]\n\u001b[2Ja = ${A}\n橋 = ${A}\n🏗 = ${A}\ne\u0301 = ${A}\nabcd = ${A}\n`);
  const { out } = await runCli(['keys', 'list'], { home: home.path });
  expect(out).not.toContain('\u001b');
  const column = /^(.*?) +[0-9a-f]{8} /gm;
  const pads = [...out.matchAll(column)].map(([, name]) => name);
  expect(pads).toEqual(['\\u001b[2ja', '橋', '🏗', 'e\u0301', 'abcd']);
  // Two columns for 橋 and 🏗, one for é: each fingerprint begins in the same column of the screen.
  expect(out).toContain(`橋${' '.repeat(11 - 2)} `);
  expect(out).toContain(`🏗${' '.repeat(11 - 2)} `);
  expect(out).toContain(`e\u0301${' '.repeat(11 - 1)} `);
});

test('no file, and a file without keys, are told apart from an error', async () => {
  using home = tempHome();
  const none = await runCli(['keys', 'list'], { home: home.path });
  expect(none).toMatchObject({ code: 0, out: '', err: expect.stringContaining('No keys are stored in ') });
  home.writeConfig('[api_keys\n');
  expect((await runCli(['keys', 'list', '--json'], { home: home.path })).code).toBe(8);
});

test.each<[string, string[], Record<string, string>]>([
  ['--config', ['--config', 'nowhere.ini'], {}],
  ['DLUBAL_API_CONFIG', [], { DLUBAL_API_CONFIG: 'nowhere.ini' }],
])('a file that %s names and that does not exist is an error', async (_, args, env) => {
  using home = tempHome();
  const run = await runCli(['keys', 'list', ...args], { home: home.path, env });
  expect(run).toMatchObject({ code: 8, out: '' });
  expect(run.err).toContain('nowhere.ini cannot be read: there is no such file. Check the path.');
  expect((await runCli(['keys', 'list'], { home: home.path })).code).toBe(0);
});
