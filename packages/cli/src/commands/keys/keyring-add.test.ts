import { existsSync } from 'node:fs';
import { ProviderError } from '@dlubal-kit/node-client/config';
import { expect, test } from 'vitest';
import { expectNoKey } from '../../../../../testing/canary.js';
import { madeKey } from '../../../../../testing/made-keys.js';
import { tempHome } from '../../../../../testing/temp-home.js';
import { runCli } from '../../../test/run-cli.js';

const KEY = madeKey();

function memoryKeyring(held: Record<string, string> = {}) {
  return {
    held,
    get: async (name: string) => held[name],
    set: async (name: string, key: string) => {
      held[name] = key;
    },
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
    keyring: { get: fail, set: fail },
    answers: [],
  });
  expect([run.code, run.err]).toMatchObject([3, expect.stringContaining('cannot be used: no daemon')]);
  expect(existsSync(home.configPath)).toBe(false);
});
