import { existsSync } from 'node:fs';
import { ProviderError } from '@dlubal-kit/node-client/config';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const KEY = madeKey();

function memoryKeyring(held: Record<string, string> = {}) {
  return {
    held,
    get: async (name: string) => held[name],
    set: async (name: string, key: string) => {
      held[name] = key;
    },
    list: async () => new Map(Object.entries(held)),
  };
}

test('the key goes into the keyring and nowhere else', async () => {
  using home = tempHome();
  const keyring = memoryKeyring();
  const argv = ['keys', 'add', 'bridge', '--keyring', '--stdin', '--json'];
  const run = await runCli(argv, { home: home.path, keyring, input: `${KEY}\n` });
  expect(JSON.parse(run.out)).toMatchObject({ ok: true, changed: true, place: 'keyring' });
  expect(keyring.held).toEqual({ bridge: KEY });
  expect(existsSync(home.configPath)).toBe(false);
  expectNoKey(KEY, run);
});

test('a key that is there is replaced only with --force', async () => {
  const keyring = memoryKeyring({ bridge: 'other' });
  const add = (...more: string[]) =>
    runCli(['keys', 'add', 'bridge', '--keyring', '--stdin', ...more], { keyring, input: KEY });
  expect(await add()).toMatchObject({ code: 2, err: expect.stringContaining('replace it with --force') });
  expect(keyring.held).toEqual({ bridge: 'other' });
  expect((await add('--force')).code).toBe(0);
  expect(keyring.held).toEqual({ bridge: KEY });
});

test('where there is no keyring nobody is asked and nothing is written', async () => {
  using home = tempHome();
  const fail = (): Promise<never> =>
    Promise.reject(
      new ProviderError('keyring', "the system's keyring cannot be used: no daemon.", 'Start it.'),
    );
  const run = await runCli(['keys', 'add', 'bridge', '--keyring'], {
    home: home.path,
    keyring: { get: fail, set: fail, list: fail },
    answers: [],
  });
  expect([run.code, run.err]).toMatchObject([3, expect.stringContaining('cannot be used: no daemon')]);
  expect(existsSync(home.configPath)).toBe(false);
});

test('a key in the keyring is found by its name, and listed when that is asked for', async () => {
  using home = tempHome();
  const keyring = memoryKeyring({ bridge: KEY });
  const run = (...argv: string[]) => runCli(argv, { home: home.path, keyring });
  expect(JSON.parse((await run('resolve', '--key-name', 'bridge', '--json')).out)).toMatchObject({
    ok: true,
    key: { name: 'bridge', source: 'keyring' },
  });
  expect((await run('check', '--offline', '--key-name', 'bridge')).out).toContain('from the system keyring');
  expect((await run('token', '--key-name', 'bridge')).out).toBe(`${KEY}\n`);
  const listed = await run('keys', 'list', '--keyring');
  expect(listed.out).toMatch(/bridge +[0-9a-f]{8} +ak-…/);
  expectNoKey(KEY, listed);
  expect(JSON.parse((await run('keys', 'list', '--keyring', '--json')).out)).toMatchObject({
    place: 'keyring',
    keys: [{ name: 'bridge' }],
  });
  // Nothing of it was written to config.ini, and nothing else asks the keyring.
  expect(existsSync(home.configPath)).toBe(false);
  expect((await runCli(['keys', 'list'], { home: home.path })).code).toBe(0);
});
