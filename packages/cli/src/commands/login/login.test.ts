import { existsSync } from 'node:fs';
import { startMockServer } from '@dlubal-kit/mock-server';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const KEY = madeKey();

test('on a terminal it says where keys are created, stores the key, and makes no call unasked', async () => {
  await using server = await startMockServer();
  using home = tempHome();
  const argv = ['login', '--port', String(server.port)];
  const run = await runCli(argv, { home: home.path, answers: [KEY, ''] });
  expect(run).toMatchObject({ code: 0, out: expect.stringMatching(/^✓ Stored project_1 /) });
  const order = [
    'Create an API key',
    'plain text',
    'Key for project_1 (not shown)',
    '[y/N]',
    'to check the key later: dlubal-auth check',
  ];
  const at = order.map((text) => run.err.indexOf(text));
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at).not.toContain(-1);
  expect(home.readConfig()).toBe(`[api_keys]\nproject_1 = ${KEY}\ndefault = ${KEY}\n`);
  expect(server.requests).toHaveLength(0);
  expectNoKey(KEY, run);
});

test('a yes asks the server once, and its answer is shown', async () => {
  await using server = await startMockServer({ keys: { project_1: { value: KEY } } });
  using home = tempHome();
  const argv = ['login', 'bridge', '--port', String(server.port)];
  const run = await runCli(argv, { home: home.path, answers: [KEY, 'y'] });
  expect(run).toMatchObject({ code: 0, out: expect.stringContaining('accepts the key') });
  expect(server.requests).toHaveLength(1);
  expect(home.readConfig()).toContain(`bridge = ${KEY}`);
});

test('a key that the server refuses is stored anyway, and it is said how to remove it', async () => {
  await using server = await startMockServer();
  using home = tempHome();
  const argv = ['login', 'bridge', '--check', '--port', String(server.port)];
  const run = await runCli(argv, { home: home.path, answers: [KEY] });
  expect(run).toMatchObject({ code: 4, out: expect.stringContaining('key-refused') });
  expect(run.err).toContain('dlubal-auth keys remove bridge');
  expectNoKey(KEY, run);
});

test('what cannot be a key is refused before anything is stored', async () => {
  using home = tempHome();
  const run = await runCli(['login'], { home: home.path, answers: [`${KEY} ${KEY}`] });
  expect(run).toMatchObject({ code: 3, err: expect.stringContaining('Nothing was stored') });
  expect(existsSync(home.configPath)).toBe(false);
});

test('the next free name is used, and a taken one is refused before anybody is asked', async () => {
  using home = tempHome();
  home.writeConfig(`[api_keys]\nproject_1 = ${madeKey()}\n`);
  expect((await runCli(['login', 'project_1'], { home: home.path, answers: [] })).code).toBe(2);
  await runCli(['login', '--no-check'], { home: home.path, answers: [KEY] });
  expect(home.readConfig()).toContain(`project_2 = ${KEY}`);
});

test('without a terminal it needs --stdin, asks nothing, and checks only when told to', async () => {
  using home = tempHome();
  const bare = await runCli(['login'], { home: home.path });
  expect(bare).toMatchObject({ code: 2, err: expect.stringContaining('dlubal-auth login --stdin') });
  const piped = await runCli(['login', '--stdin', '--json'], { home: home.path, input: KEY });
  expect(JSON.parse(piped.out)).toMatchObject({ ok: true, changed: true, key: { name: 'project_1' } });
  expect(JSON.parse(piped.out)).not.toHaveProperty('requests');
  expectNoKey(KEY, piped);
});
