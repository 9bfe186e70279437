import { chmodSync, chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { fingerprint } from '@dlubal-kit/auth-core';
import { startMockServer } from '@dlubal-kit/mock-server';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunCliOptions, runCli } from '../../../test/run-cli.js';
import { GIT_ENV, gitIn } from '../../../test/scan-run.js';

const [KEY, OTHER] = [madeKey(), madeKey()];
const FILE = `[api_keys]\nproject_1 = ${KEY}\ndefault = ${KEY}\n`;

interface Row {
  readonly id: string;
  readonly state: string;
  readonly message: string;
  readonly more?: readonly string[];
}

let server: Awaited<ReturnType<typeof startMockServer>>;
beforeAll(async () => {
  server = await startMockServer({ keys: { project_1: KEY } });
});
afterAll(() => server.stop());

async function looked(home: TempHome, args: readonly string[] = [], options: RunCliOptions = {}) {
  const argv = [
    'doctor',
    '--json',
    ...(args.includes('--port') ? [] : ['--port', String(server.port)]),
    ...args,
  ];
  const { code, out, err } = await runCli(argv, {
    home: home.path,
    ...options,
    env: { PATH: '/usr/bin:/bin', ...options.env },
  });
  expectNoKey(KEY, out, err);
  expectNoKey(OTHER, out, err);
  const { checks, fixed } = JSON.parse(out) as { checks: Row[]; fixed: string[] };
  return { code, fixed, row: (id: string) => checks.find((check) => check.id === id) };
}

describe('doctor', () => {
  test('a sound installation has no warning, and costs no request', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    const before = server.requests.length;
    const argv = ['doctor', '--port', String(server.port)];
    const { code, out } = await runCli(argv, { home: home.path, env: { PATH: '/usr/bin:/bin' } });
    expect(out).toContain(`✓ config.ini     ${home.configPath}, 1 name`);
    expect(out).toContain(`127.0.0.1:${server.port} (default) speaks HTTP/2 (no request was sent)`);
    expect(out).not.toMatch(/^[!✗]/m);
    expect([code, server.requests.length]).toEqual([0, before]);
    expectNoKey(KEY, out);
  });

  test.each<[string, string, string, string, number, RegExp]>([
    ['a missing section', '', 'keys', 'warning', 3, /no section/],
    ['a line nobody can read', `${FILE}project_1 = x\n`, 'syntax', 'failed', 8, /line 4.*second time/],
    ['a damaged key', `${FILE}x = ${KEY}0\n`, 'keys', 'failed', 3, /49 hexadecimal digits/],
    ['the same key twice', `${FILE}x = ${KEY}\n`, 'keys', 'warning', 0, /same key as project_1/],
    [
      'a default that went stale',
      FILE.replace(`default = ${KEY}`, `default = ${OTHER}`),
      'default',
      'warning',
      0,
      /out of date/,
    ],
    ['a colon', FILE.replace('1 =', '1 :'), 'readers', 'warning', 0, /the delimiter is ":"/],
  ])('%s is reported', async (_, text, id, state, code, says) => {
    using home = tempHome();
    home.writeConfig(text);
    const run = await looked(home);
    expect(run.row(id)).toMatchObject({ state, message: expect.stringMatching(says) });
    expect(run.code).toBe(code);
  });

  test('a missing file and a folder in its place are told', async () => {
    using home = tempHome();
    expect((await looked(home)).row('config')).toMatchObject({
      state: 'warning',
      message: expect.stringContaining('does not exist'),
    });
    const folder = await looked(home, ['--config', home.path]);
    expect([folder.code, folder.row('config')?.state]).toEqual([8, 'failed']);
  });

  test.each<[string, string]>([
    ['a folder', ''],
    ['a file that the official client cannot read', `${FILE}project_1 = x\n`],
  ])('the key in use is told where config.ini is %s and not needed', async (_, text) => {
    using home = tempHome();
    if (text !== '') home.writeConfig(text);
    const config = text === '' ? ['--config', home.path] : [];
    const { code, row } = await looked(home, config, { env: { DLUBAL_API_KEY: OTHER } });
    expect(code).toBe(8);
    expect(row('key')).toMatchObject({
      state: 'ok',
      message: expect.stringContaining('from DLUBAL_API_KEY'),
    });
    expect((await looked(home, config)).row('key')?.message).toBe('not all places can be read');
  });

  test.skipIf(process.getuid?.() !== 0)(
    'a .dlubalrc of somebody else is told (only root can make one)',
    async () => {
      using home = tempHome();
      home.writeConfig(FILE);
      const cwd = join(home.path, 'project');
      const path = join(cwd, '.dlubalrc');
      mkdirSync(cwd);
      writeFileSync(path, 'key_name = project_1\n');
      chownSync(path, 12_345, 12_345);
      const { row } = await looked(home, [], { cwd });
      expect(row('settings')).toMatchObject({ state: 'warning', message: expect.stringContaining(path) });
    },
  );

  test('a link in its place is told', async (context) => {
    skipOnWindows(context, 'links need a privilege');
    using home = tempHome();
    home.writeConfig(FILE);
    symlinkSync(home.configPath, join(home.path, 'link.ini'));
    expect((await looked(home, ['--config', 'link.ini'])).row('config')?.message).toContain(
      `a link to ${home.configPath}`,
    );
  });

  test('--fix sets modes and fixes lines, and says what it did', async (context) => {
    skipOnWindows(context, 'no file modes');
    using home = tempHome();
    home.writeConfig(`[api_keys] ; ours\nProject_1 : ${KEY}\ndefault = %(project_1)s\n`);
    chmodSync(home.configPath, 0o644);
    chmodSync(dirname(home.configPath), 0o755);
    const before = await looked(home);
    expect(before.row('permissions')).toMatchObject({
      state: 'warning',
      message: expect.stringContaining('0644'),
    });
    const { fixed, row, code } = await looked(home, ['--fix']);
    expect(fixed).toHaveLength(2);
    expect([row('permissions')?.state, row('readers')?.state, code]).toEqual(['ok', 'ok', 0]);
    expect(home.readConfig()).toBe(`[api_keys]\n; ours\nproject_1 = ${KEY}\ndefault = ${KEY}\n`);
    expect([statSync(home.configPath).mode & 0o777, statSync(dirname(home.configPath)).mode & 0o777]).toEqual(
      [0o600, 0o700],
    );
  });

  test("a folder that is not the clients' own keeps its mode", async (context) => {
    skipOnWindows(context, 'no file modes');
    using home = tempHome();
    chmodSync(home.path, 0o755);
    chmodSync(home.write('my.ini', FILE), 0o644);
    const { row } = await looked(home, ['--fix', '--config', 'my.ini']);
    expect([row('permissions')?.state, statSync(home.path).mode & 0o777]).toEqual(['ok', 0o755]);
  });

  test('where Windows does not say who can read the file, it says how to see it', async () => {
    using home = tempHome();
    const ini = home.write('my.ini', FILE);
    // Neither Linux nor Wine has an icacls that answers.
    const { row } = await looked(home, ['--config', ini], {
      platform: 'win32',
      env: { SystemRoot: home.path },
    });
    expect(row('permissions')).toEqual(
      expect.objectContaining({ state: 'skipped', message: expect.stringContaining(`icacls "${ini}"`) }),
    );
  });

  test('stray files are named', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    home.write('.config/Dlubal/api/.config.ini.0011.tmp', '');
    expect((await looked(home)).row('strays')).toMatchObject({
      state: 'warning',
      message: expect.stringContaining('.config.ini.0011.tmp'),
    });
  });

  test('keys in .env, .dlubalrc and tracked files are found, with exit code 10', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    home.write('w/.env', `DLUBAL_API_KEY=${KEY}\n`);
    const place = { cwd: join(home.path, 'w'), env: GIT_ENV };
    const near = await looked(home, [], place);
    expect(near.row('leaks')?.more).toEqual([`.env:1: key ${fingerprint(KEY)} (project_1)`]);
    expect(near.code).toBe(10);
    home.write('w/.env', '');
    home.write('w/model.py', `\n${OTHER}`);
    gitIn(home, 'w', 'init', '-q');
    gitIn(home, 'w', 'add', 'model.py');
    const tracked = await looked(home, [], place);
    expect(tracked.row('leaks')?.more).toEqual([`model.py:2: key ${fingerprint(OTHER)}`]);
    home.write('w/.dlubalrc', `key_name = ${KEY}\n`);
    const settings = await looked(home, [], place);
    expect([settings.code, settings.row('settings')?.state]).toEqual([8, 'failed']);
  });

  test.each<[Record<string, string>, string, string, RegExp]>([
    [{ DLUBAL_API_KEY: OTHER }, 'key', 'warning', /hides .*default in config\.ini/],
    [{ DLUBAL_API_KEY: `${OTHER}0` }, 'key', 'failed', /49 hexadecimal/],
    [{ DLUBAL_API_KEY_NAME: 'project_9' }, 'key', 'failed', /project_9.*project_1/],
    [
      { https_proxy: 'http://proxy:3128' },
      'proxy',
      'warning',
      /https_proxy would send even 127\.0\.0\.1.*no_proxy/,
    ],
    [{ https_proxy: 'http://proxy:3128', no_proxy: 'localhost,127.0.0.1' }, 'proxy', 'ok', /exempts/],
  ])('the environment %j is reported', async (env, id, state, says) => {
    using home = tempHome();
    home.writeConfig(FILE);
    expect((await looked(home, [], { env })).row(id)).toMatchObject({
      state,
      message: expect.stringMatching(says),
    });
  });

  test('--check-key spends one request and tells both versions', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    const before = server.requests.length;
    const { row } = await looked(home, ['--check-key']);
    expect(row('accepted')).toMatchObject({
      state: 'ok',
      message: expect.stringContaining('accepts the key'),
    });
    expect(row('versions')?.message).toMatch(/^client .*, RFEM 6\.10/);
    expect(server.requests.length).toBe(before + 1);
  });
});

describe('doctor says ✓ only of what was looked at', () => {
  test('a key that the server refuses is the fault of the key, not of the versions', async () => {
    using home = tempHome();
    home.writeConfig(`[api_keys]\nproject_2 = ${OTHER}\ndefault = ${OTHER}\n`);
    const { code, row } = await looked(home, ['--check-key']);
    expect([code, row('accepted')?.state, row('versions')?.state]).toEqual([4, 'failed', 'skipped']);
  });

  test('--offline opens no connection', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    const { code, row } = await looked(home, ['--offline', '--port', '1']);
    expect([code, row('server')?.state, row('accepted')?.state]).toEqual([0, 'skipped', 'skipped']);
    const both = await runCli(['doctor', '--offline', '--check-key']);
    expect(both).toMatchObject({ code: 2, err: expect.stringContaining('--check-key') });
  });

  test('an empty folder has nothing of which it could be said', async () => {
    using home = tempHome();
    const { row } = await looked(home, ['--offline']);
    for (const id of ['permissions', 'syntax', 'keys', 'strays', 'settings', 'leaks', 'assistants'])
      expect([id, row(id)?.state]).toEqual([id, 'skipped']);
  });

  test('a config.ini that is named and absent is an error', async () => {
    using home = tempHome();
    expect(await looked(home, ['--offline', '--config', 'gone.ini'])).toMatchObject({ code: 8 });
  });

  test('a variable that is set, but empty, is a warning', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    const { row } = await looked(home, ['--offline'], { env: { DLUBAL_API_KEY: '' } });
    expect(row('key')).toMatchObject({
      state: 'warning',
      message: expect.stringMatching(/project_1.*DLUBAL_API_KEY is set, but empty/),
    });
  });

  test('a link called .env is followed, a device behind it is not read', async (context) => {
    skipOnWindows(context, 'links need a privilege');
    using home = tempHome();
    home.write('elsewhere', OTHER);
    symlinkSync('elsewhere', join(home.path, '.env'));
    symlinkSync('/dev/zero', join(home.path, '.env.local'));
    expect((await looked(home, ['--offline'])).row('leaks')?.more).toEqual([
      `.env:1: key ${fingerprint(OTHER)}`,
    ]);
    home.write('elsewhere', '');
    expect((await looked(home, ['--offline'])).row('leaks')).toMatchObject({
      state: 'skipped',
      message: expect.stringContaining('none in .env; not searched: .env.local'),
    });
  });

  test('what .dlubalscan allows is not reported, and a broken one is', async () => {
    using home = tempHome();
    home.write('.env', OTHER);
    home.write('.dlubalscan', `${fingerprint(OTHER)} # a sample\n`);
    expect((await looked(home, ['--offline'])).row('leaks')?.state).toBe('skipped');
    home.write('.dlubalscan', OTHER);
    expect((await looked(home, ['--offline'])).row('leaks')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('.dlubalscan, line 1'),
    });
  });

  test('of many findings a few are shown', async () => {
    using home = tempHome();
    home.writeConfig(`[api_keys]\n${Array.from({ length: 40 }, (_, at) => `k${at} = ${OTHER}0\n`).join('')}`);
    const { row } = await looked(home, ['--offline']);
    expect(row('keys')?.more).toHaveLength(6);
    expect(row('keys')?.more?.at(-1)).toBe('and 74 more: dlubal-auth keys list');
  });
});

describe('doctor reaches the server without a request', () => {
  async function portOf(peer: Server): Promise<string> {
    await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
    return String((peer.address() as AddressInfo).port);
  }

  test('a server that is not there is exit code 6', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    const { code, row } = await looked(home, ['--port', '1']);
    expect([code, row('server')?.state]).toEqual([6, 'failed']);
  });

  test('a web server in its place is exit code 6', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    const peer = createHttpServer((_, response) => response.end('hello'));
    const { code } = await looked(home, ['--port', await portOf(peer)]);
    peer.close();
    expect(code).toBe(6);
  });

  test('a silent peer is given up', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    const peer = createServer(() => {});
    const { code } = await looked(home, ['--port', await portOf(peer)]);
    peer.close();
    expect(code).toBe(6);
  });

  test('TLS on a plaintext port, and roots that are not there, are exit code 7', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    expect((await looked(home, ['--tls'])).code).toBe(7);
    expect((await looked(home, ['--ca-file', '/nowhere.pem'])).code).toBe(7);
  });

  test.each([
    [['--port', 'x'], /not a port/],
    [['--url', 'https://x'], /scheme/],
    [['--deadline', 'soon'], /milliseconds/],
    [['--fxi'], /Did you mean --fix/],
  ])('%j is refused, with exit code 2', async (args, says) => {
    using home = tempHome();
    const { code, err } = await runCli(['doctor', ...args], { home: home.path });
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
  });
});
