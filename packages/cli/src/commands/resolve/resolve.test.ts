import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const [A, B] = [madeKey(), madeKey()];
const FILE = `[api_keys]\nproject_1 = ${A}\nproject_2 = ${B}\ndefault = ${A}\n`;

test('tells the key, and every place in order', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  home.write('.dlubalrc', 'key_name = project_1\n');
  const env = { DLUBAL_API_KEY_NAME: 'project_2' };
  const { code, out } = await runCli(['resolve'], { home: home.path, env });
  expect(code).toBe(0);
  expect(out).toContain('project_2');
  expect(out).toContain(`ak-…${B.slice(-4)}`);
  expect(out).toMatch(/→ DLUBAL_API_KEY_NAME +project_2/);
  expect(out).toMatch(/- key_name in ~\/\.dlubalrc +project_1, DLUBAL_API_KEY_NAME comes first/);
  expect(out).toContain(home.configPath);
  expectNoKey(A, out);
  expectNoKey(B, out);
});

test('prints JSON with the key and the places considered', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const { out } = await runCli(['resolve', '--json'], { home: home.path });
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    key: { name: 'project_1', source: 'default', masked: `ak-…${A.slice(-4)}` },
    considered: [
      { place: 'option-value', outcome: 'absent' },
      { place: 'option-name', outcome: 'absent' },
      { place: 'env-value', outcome: 'absent' },
      { place: 'env-name', outcome: 'absent' },
      { place: 'settings', outcome: 'absent' },
      { place: 'home-settings', outcome: 'absent' },
      { place: 'keyring', outcome: 'absent' },
      { place: 'default', outcome: 'chosen' },
    ],
  });
});

test('an unknown name ends with 3 and the nearest names', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const { code, out } = await runCli(['resolve', '--key-name', 'project_3'], { home: home.path });
  expect(code).toBe(3);
  expect(out).toContain('Did you mean project_1 or project_2?');
});

test('stores nothing', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  await runCli(['resolve', '--key-name', 'project_2'], { home: home.path });
  expect(home.readConfig()).toBe(FILE);
});

test('a key given as a word is refused without being shown', async () => {
  const { code, err } = await runCli(['resolve', A]);
  expect(code).toBe(2);
  expect(err).toContain('Never give a key as an argument');
  expectNoKey(A, err);
});
