import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const [A, B] = [madeKey(), madeKey()];
const FILE = `[api_keys]\na = ${A}\nb = ${A}\nhurt = ${B.slice(0, -2)}\nref = %(gone)s\ndefault = ${A}\n`;

test('shows an entry with its line, its twins and the default, masked', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const text = await runCli(['keys', 'show', 'a'], { home: home.path });
  expect(text.out).toMatch(/Same as +b\n/);
  const json = await runCli(['keys', 'show', 'A', '--json'], { home: home.path });
  expect(JSON.parse(json.out)).toEqual({
    ok: true,
    config: home.configPath,
    key: {
      name: 'a',
      masked: `ak-…${A.slice(-4)}`,
      fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/),
      isDefault: true,
      line: 2,
      sameAs: ['b'],
    },
  });
  expectNoKey(A, text, json);
});

test('--reveal alone shows the key', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const text = await runCli(['keys', 'show', 'a', '--reveal'], { home: home.path });
  expect(text.out).toContain(`Revealed     ${A}\n`);
  const json = await runCli(['keys', 'show', 'a', '--reveal', '--json'], { home: home.path });
  expect(JSON.parse(json.out).key.revealed).toBe(A);
});

test('says what is wrong with a value', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const show = (name: string) => runCli(['keys', 'show', name], { home: home.path });
  expect((await show('hurt')).out).toContain('it has 46 hexadecimal digits, not 48');
  expect((await show('ref')).out).toMatch(/Problem .*gone/);
});

test('a revealed value does not move the cursor of a terminal', async () => {
  using home = tempHome();
  home.writeConfig('[api_keys]\na = x\u001b[2Jy\n');
  const { out } = await runCli(['keys', 'show', 'a', '--reveal'], { home: home.path });
  expect(out).toContain('Revealed     "x\\u001b[2Jy"');
});
