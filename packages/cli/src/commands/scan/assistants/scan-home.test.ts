import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { onWindows, skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from '../../../../test/run-cli.js';

const [KEY, OTHER] = [madeKey(), madeKey()];
const CONFIG = `[api_keys]\nproject_1 = ${KEY}\ndefault = ${KEY}\n`;
const servers = (key: string): string =>
  JSON.stringify(
    { mcpServers: { dlubal: { command: 'dlubal-mcp', env: { DLUBAL_API_KEY: key } } } },
    null,
    2,
  );
/** Where programs of this system keep their settings. */
const SETTINGS = onWindows ? 'AppData/Roaming' : '.config';
const toml = (key: string): string => `[mcp_servers.dlubal.env]\nDLUBAL_API_KEY = "${key}"\n`;

test.each([
  ['.claude.json', servers(OTHER)],
  ['.cursor/mcp.json', servers(OTHER)],
  ['.codex/config.toml', toml(OTHER)],
  [`${SETTINGS}/Claude/claude_desktop_config.json`, servers(OTHER)],
  [`${SETTINGS}/Code/User/mcp.json`, servers(OTHER)],
  ['.gemini/settings.json', servers(OTHER)],
  ['w/.mcp.json', servers(OTHER)],
  ['w/.vscode/mcp.json', servers(OTHER)],
  ['top/.mcp.json', servers(OTHER)],
])('a key in %s is found by scan --home and doctor', async (path, text) => {
  using home = tempHome();
  home.writeConfig(CONFIG);
  mkdirSync(join(home.path, path.startsWith('top') ? 'top/.git' : 'w'), { recursive: true });
  mkdirSync(join(home.path, 'top/w'), { recursive: true });
  home.write(path, text);
  const cwd = join(home.path, path.startsWith('top') ? 'top/w' : 'w');
  const scan = await runCli(['scan', '--home'], { home: home.path, cwd });
  expect(scan).toMatchObject({ code: 10, out: expect.stringContaining(fingerprint(OTHER)) });
  expect(scan.err).toContain('uses the default of config.ini, project_1 (ak-…');
  const env = { PATH: '/usr/bin:/bin' };
  const doctor = await runCli(['doctor', '--offline', '--json'], { home: home.path, cwd, env });
  const row = JSON.parse(doctor.out).checks.find(({ id }: { id: string }) => id === 'assistants');
  expect(row).toMatchObject({ state: 'failed', exitCode: 10, message: expect.stringContaining('project_1') });
  expect(row.more).toEqual([expect.stringContaining(`key ${fingerprint(OTHER)}`)]);
  expectNoKey(OTHER, scan, doctor);
  expectNoKey(KEY, scan, doctor);
});

test('without keys it says what was looked at, and which key an assistant would spend', async () => {
  using home = tempHome();
  home.writeConfig(`${CONFIG}project_2 = ${OTHER}\n`);
  home.write('.cursor/mcp.json', '{ "mcpServers": {} }');
  const { code, out } = await runCli(['scan', '--home', '--json'], { home: home.path });
  expect([code, JSON.parse(out)]).toMatchObject([
    0,
    { ok: true, scanned: { files: 1 }, spends: { name: 'project_1', fingerprint: fingerprint(KEY) } },
  ]);
  expectNoKey(KEY, out);
});

test('neither the variable nor the option of this kit moves the config.ini of an assistant', async () => {
  using home = tempHome();
  home.writeConfig(CONFIG);
  home.write('my.ini', `[api_keys]\nmine = ${OTHER}\ndefault = ${OTHER}\n`);
  const env = { DLUBAL_API_CONFIG: join(home.path, 'my.ini'), DLUBAL_API_KEY: OTHER };
  const { err } = await runCli(['scan', '--home', '--config', 'my.ini'], { home: home.path, env });
  expect(err).toContain('project_1');
});

test('without a default it says so', async () => {
  using home = tempHome();
  const { code, err } = await runCli(['scan', '--home'], { home: home.path });
  expect([code, err]).toEqual([
    0,
    expect.stringContaining('there is none. Set it: dlubal-auth keys use NAME'),
  ]);
});

test('a device where such a file should be is not read, and ends with 12', async (context) => {
  skipOnWindows(context, 'no links without a privilege');
  using home = tempHome();
  mkdirSync(join(home.path, '.cursor'));
  symlinkSync('/dev/zero', join(home.path, '.cursor/mcp.json'));
  const run = await runCli(['scan', '--home'], { home: home.path });
  expect(run).toMatchObject({ code: 12, out: expect.stringContaining('a pipe, a socket or a device') });
});

test.each([
  [['--home', 'x'], /Leave out the paths/],
  [['--home', '--staged'], /--staged/],
])('%j is refused', async (args, says) => {
  const run = await runCli(['scan', ...args], {});
  expect(run).toMatchObject({ code: 2, err: expect.stringMatching(says) });
});
