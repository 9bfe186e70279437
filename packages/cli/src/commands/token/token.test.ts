import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const [A, B] = [madeKey(), madeKey()];
const FILE = `[api_keys]\na = ${A}\nb = ${B}\ndefault = ${A}\n`;

test('prints the key alone, and stores nothing', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  expect(await runCli(['token'], { home: home.path })).toEqual({ code: 0, out: `${A}\n`, err: '' });
  expect((await runCli(['token', '--key-name', 'B'], { home: home.path })).out).toBe(`${B}\n`);
  const json = await runCli(['token', '--json'], { home: home.path });
  expect(JSON.parse(json.out)).toMatchObject({ ok: true, key: { name: 'a', source: 'default', token: A } });
  expect(home.readConfig()).toBe(FILE);
});

test('refuses a terminal, unless told otherwise', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const refused = await runCli(['token'], { home: home.path, terminal: true });
  expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining('use --force') });
  expect((await runCli(['token', '--force'], { home: home.path, terminal: true })).out).toBe(`${A}\n`);
});

test('prints nothing for a key that could never work', async () => {
  const run = await runCli(['token'], { env: { DLUBAL_API_KEY: `${A}0` } });
  expect(run).toMatchObject({ code: 3, out: '' });
});
