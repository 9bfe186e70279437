import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { startMockServer } from '@dlubal-kit/mock-server';
import { connect } from '@dlubal-kit/node-client';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const [GOOD, BAD] = [madeKey(), madeKey()];
const FILE = `[api_keys]\nproject_1 = ${GOOD}\nwrong = ${BAD}\ndefault = ${GOOD}\n`;

interface CheckAnswer {
  readonly ok: boolean;
  readonly failure?: { readonly kind: string; readonly exitCode: number; readonly billed: string };
  readonly key?: object;
  readonly server?: object;
  readonly requests: number;
}
const answerOf = (out: string): CheckAnswer => JSON.parse(out) as CheckAnswer;

describe('check', () => {
  test('tells who answered, and from where the key came', async () => {
    await using server = await startMockServer({ keys: { project_1: GOOD } });
    using home = tempHome();
    home.writeConfig(FILE);
    const { code, out, err } = await runCli(['check', '--port', String(server.port)], { home: home.path });
    expect(out).toContain(`project_1 (ak-…${GOOD.slice(-4)}), from default in config.ini`);
    expect(out).toContain(`127.0.0.1:${server.port} (default) accepts the key: RFEM 6.10`);
    expect(err).toContain('a check is one API request');
    expect(code).toBe(0);
    expect(server.requests).toHaveLength(1);
    expectNoKey(GOOD, out, err);
  });

  test('prints JSON with the key, its source and the server', async () => {
    await using server = await startMockServer({ keys: { project_1: GOOD } });
    using home = tempHome();
    home.writeConfig(FILE);
    const argv = ['check', '--json', '--key-name', 'Project_1', '--port', String(server.port)];
    const { out } = await runCli(argv, { home: home.path });
    expect(answerOf(out)).toMatchObject({
      ok: true,
      key: { name: 'Project_1', source: 'option-name', masked: `ak-…${GOOD.slice(-4)}` },
      server: { address: `127.0.0.1:${server.port}`, name: 'RFEM', version: expect.stringMatching(/^6\.10/) },
      requests: 1,
    });
    expectNoKey(GOOD, out);
  });

  test('a wrong key and a used-up month end with different codes and cures', async () => {
    await using server = await startMockServer({ keys: { project_1: GOOD }, monthlyLimit: 2 });
    using home = tempHome();
    home.writeConfig(FILE);
    const check = (name: string) =>
      runCli(['check', '--json', '--key-name', name, '--port', String(server.port)], { home: home.path });
    const refused = await check('wrong');
    expect([refused.code, answerOf(refused.out).failure?.kind]).toEqual([4, 'key-refused']);
    await check('project_1');
    const restricted = await check('project_1');
    expect([restricted.code, answerOf(restricted.out).failure?.kind]).toEqual([5, 'access-restricted']);
    expectNoKey(BAD, refused.out, refused.err);
  });

  test('stores nothing', async () => {
    await using server = await startMockServer({ keys: { wrong: BAD } });
    using home = tempHome();
    home.writeConfig(FILE);
    await runCli(['check', '--key-name', 'wrong', '--port', String(server.port)], { home: home.path });
    expect(home.readConfig()).toBe(FILE);
  });

  test('takes the server from .dlubalrc, and the command line before it', async () => {
    await using server = await startMockServer({ keys: { project_1: GOOD } });
    using home = tempHome();
    home.writeConfig(FILE);
    home.write('.dlubalrc', `port = ${server.port}\nkey_name = project_1\n`);
    expect((await runCli(['check'], { home: home.path })).code).toBe(0);
    expect((await runCli(['check', '--port', '1'], { home: home.path })).code).toBe(6);
  });

  test('takes ca_file of .dlubalrc from where that file lies, unless it says tls = false', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    const cwd = dirname(home.write('project/model/script.ts', ''));
    home.write('.dlubalrc', 'ca_file = office.pem\nport = 1\n');
    const run = await runCli(['check'], { home: home.path, cwd });
    expect([run.code, run.out.includes(join(home.path, 'office.pem'))]).toEqual([7, true]);
    home.write('.dlubalrc', 'ca_file = office.pem\nport = 1\ntls = false\n');
    expect((await runCli(['check'], { home: home.path, cwd })).code).toBe(6);
  });

  test('a server that is not there is exit code 6, and nothing was billed', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    const { code, out } = await runCli(['check', '--json', '--port', '1'], { home: home.path });
    expect(code).toBe(6);
    expect(answerOf(out)).toMatchObject({
      ok: false,
      failure: { kind: 'server-unreachable', billed: 'no' },
      requests: 0,
    });
  });

  test('a server without TLS is exit code 7 when TLS is wanted', async () => {
    await using server = await startMockServer({ keys: { project_1: GOOD } });
    using home = tempHome();
    home.writeConfig(FILE);
    const argv = ['check', '--json', '--tls', '--url', 'localhost', '--port', String(server.port)];
    const { code, out } = await runCli(argv, { home: home.path });
    expect([code, answerOf(out).failure?.kind]).toEqual([7, 'tls']);
  });

  test('a peer that is silent ends with the deadline, exit code 6', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    using home = tempHome();
    home.writeConfig(FILE);
    const { port } = silent.address() as { port: number };
    const argv = ['check', '--json', '--deadline', '300', '--port', String(port)];
    const { code, out } = await runCli(argv, { home: home.path });
    silent.close();
    expect([code, answerOf(out).failure?.kind]).toEqual([6, 'deadline']);
  });

  test.each<[string[], number, RegExp]>([
    [['--port', 'x'], 2, /port/i],
    [['--port', '70000'], 2, /65535/],
    [['--url', 'https://127.0.0.1'], 2, /https/],
    [['--url', '127.0.0.1/path'], 2, /path/],
    [['--url', 'no-such-host.invalid', '--no-tls'], 6, /name-not-found/],
    [['--url', 'no-such-host.invalid'], 7, /plaintext-refused/],
    [['--tls', '--no-tls'], 2, /--no-tls/],
    [['--deadline', 'soon'], 2, /milliseconds/],
    [['--ca-file', '/nowhere/ca.pem'], 7, /ca\.pem/],
  ])('%j is said in words, with exit code %i', async (more, code, says) => {
    using home = tempHome();
    home.writeConfig(FILE);
    const run = await runCli(
      ['check', ...(more.includes('--deadline') ? [] : ['--deadline', '3000']), ...more],
      { home: home.path },
    );
    expect(run.out + run.err).toMatch(says);
    expect(run.code).toBe(code);
  });
});

describe('the server of a check', () => {
  test('comes from the environment, and the answer says so', async () => {
    await using server = await startMockServer({ keys: { project_1: GOOD } });
    using home = tempHome();
    home.writeConfig(FILE);
    const env = { DLUBAL_API_URL: `127.0.0.1:${server.port}` };
    const { code, out } = await runCli(['check', '--json'], { home: home.path, env });
    expect(code).toBe(0);
    expect(answerOf(out).server).toMatchObject({ address: env.DLUBAL_API_URL, from: 'DLUBAL_API_URL' });
  });

  test.each(['check', 'doctor', 'resolve', 'token'])('is not chosen by a clone: %s', async (command) => {
    using home = tempHome();
    home.writeConfig(FILE);
    const cwd = dirname(home.write('clone/script.ts', ''));
    home.write('clone/.dlubalrc', 'tls = true\nurl = evil.example\n');
    const run = await runCli([command], { home: home.path, cwd });
    expect(run.code).toBe(8);
    expect(run.out + run.err).toContain(join(cwd, '.dlubalrc'));
    expect(run.out + run.err).toMatch(/line 1.*tls.*evil\.example/s);
    expectNoKey(GOOD, run.out, run.err);
  });

  test('is asked by the same roots as in connect', async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    home.write('.dlubalrc', 'ca_file = none.pem\n');
    const places = { config: home.configPath, env: {}, home: home.path, cwd: home.path };
    const run = await runCli(['check', '--tls', '--port', '1'], { home: home.path });
    expect(run.code).toBe(7);
    expect(run.out).toContain(join(home.path, 'none.pem'));
    await expect(connect({ ...places, tls: true, port: 1 })).rejects.toMatchObject({
      kind: 'tls',
      message: expect.stringContaining(join(home.path, 'none.pem')),
    });
  });
});

test('with a key in DLUBAL_API_KEY, a config.ini that cannot be read is a warning', async () => {
  using home = tempHome();
  const env = { DLUBAL_API_KEY: GOOD };
  for (const command of ['check --offline', 'resolve', 'token']) {
    const run = await runCli([...command.split(' '), '--config', home.path], { home: home.path, env });
    expect([command, run.code]).toEqual([command, 0]);
    expect(run.err).toMatch(/folder/);
  }
});

describe('check --offline', () => {
  test('sends nothing', async () => {
    await using server = await startMockServer({ keys: { project_1: GOOD } });
    using home = tempHome();
    home.writeConfig(FILE);
    const argv = ['check', '--offline', '--json', '--port', String(server.port)];
    const { code, out } = await runCli(argv, { home: home.path });
    expect([code, answerOf(out).requests, server.requests.length]).toEqual([0, 0, 0]);
  });

  test.each<[string, Record<string, string>, string, number, string]>([
    ['no key at all', {}, '', 3, 'key-missing'],
    ['an unknown name', { DLUBAL_API_KEY_NAME: 'project_9' }, FILE, 3, 'key-unknown-name'],
    ['a damaged key', { DLUBAL_API_KEY: `${GOOD}\r` }, '', 3, 'key-malformed'],
    ['47 digits', { DLUBAL_API_KEY: GOOD.slice(0, -1) }, '', 3, 'key-malformed'],
    ['a text that is not a key', { DLUBAL_API_KEY: 'secret' }, '', 3, 'key-malformed'],
    ['a config.ini that nobody can read', {}, '[api_keys]\na = 1\na = 2\n', 8, 'config-syntax'],
  ])('%s is reported before any call', async (_, env, file, code, kind) => {
    using home = tempHome();
    home.writeConfig(file);
    const run = await runCli(['check', '--offline', '--json'], { home: home.path, env });
    expect([run.code, answerOf(run.out).failure?.kind]).toEqual([code, kind]);
    expectNoKey(GOOD, run.out, run.err);
  });

  test('a folder instead of config.ini is exit code 8', async () => {
    using home = tempHome();
    const run = await runCli(['check', '--offline', '--config', home.path], { home: home.path });
    expect(run.code).toBe(8);
    expect(run.out + run.err).toContain(home.path);
  });

  test('a .dlubalrc that holds a key is exit code 8, and the key is not shown', async () => {
    using home = tempHome();
    home.write('.dlubalrc', `key_name = ${GOOD}\n`);
    const run = await runCli(['check', '--offline', '--json'], { home: home.path });
    expect(run.code).toBe(8);
    expectNoKey(GOOD, run.out, run.err);
  });
});
