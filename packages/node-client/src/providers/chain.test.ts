import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiKey } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { notOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import type { LookupOptions } from '../gather/gather-options.js';
import { Keyring, type KeyringModule } from '../keyring/keyring.js';
import { cached } from './cached.js';
import { chain, keyFrom } from './chain.js';
import { fromConfigFile } from './from-config-file.js';
import { fromEnvironment } from './from-environment.js';
import { fromKeyring } from './from-keyring.js';
import { fromOptions } from './from-options.js';
import { fromSettings } from './from-settings.js';
import type { Provider, ProviderAnswer } from './provider.js';

const KEY = madeKey();

function placesWith(text: string, settings?: string): LookupOptions {
  const [folder, home] = [tempFolder(), tempFolder()];
  const config = join(folder, 'config.ini');
  writeFileSync(config, text);
  if (settings !== undefined) writeFileSync(join(folder, '.dlubalrc'), settings);
  return { config, env: {}, cwd: folder, home, keyring: false, rememberLastUsed: false };
}

const found: ProviderAnswer = {
  kind: 'found',
  provider: 'test',
  provided: { key: ApiKey.parse(KEY), source: 'command', warnings: [] },
};
const answering = (...answers: ProviderAnswer[]): Provider & { asked: number } => {
  const provider = Object.assign(
    async (): Promise<ProviderAnswer> => answers[Math.min(provider.asked++, answers.length - 1)] ?? found,
    { asked: 0 },
  );
  return provider;
};
const absent: ProviderAnswer = { kind: 'absent', provider: 'test', why: 'nothing here' };
const broken: ProviderAnswer = { kind: 'broken', provider: 'test', error: new Error('sealed') };

test('each provider is absent, found or broken by its own place', async () => {
  const places = placesWith(`[api_keys]\na = ${KEY}\ndefault = ${KEY}\n`, 'key_name = a\n');
  const bare = placesWith('[api_keys]\n');
  const rows: readonly [Provider, ProviderAnswer['kind']][] = [
    [fromOptions(places), 'absent'],
    [fromOptions({ ...places, apiKeyName: 'a' }), 'found'],
    [fromOptions({ ...places, apiKeyName: 'b' }), 'broken'],
    [fromEnvironment(places), 'absent'],
    [fromEnvironment({ ...places, env: { DLUBAL_API_KEY: KEY } }), 'found'],
    [fromEnvironment({ ...places, env: { DLUBAL_API_KEY_NAME: 'b' } }), 'broken'],
    [fromSettings(bare), 'absent'],
    [fromSettings(places), 'found'],
    [fromSettings(placesWith('', `key_name = ${KEY}\n`)), 'broken'],
    [fromConfigFile(bare), 'absent'],
    [fromConfigFile(places), 'found'],
    [fromConfigFile(placesWith('junk\n')), 'broken'],
  ];
  for (const [provider, kind] of rows) {
    const answer = await provider();
    expect(answer.kind, answer.provider).toBe(kind);
    expectNoKey(KEY, answer);
  }
});

test('a chain ends at the first that finds', async () => {
  const last = answering(found);
  expect(await chain(answering(absent), answering(found), last)()).toBe(found);
  expect(last.asked).toBe(0);
});

test('a chain ends at the first that is broken, lest another key be used', async () => {
  const last = answering(found);
  expect(await chain(answering(absent), answering(broken), last)()).toBe(broken);
  expect(last.asked).toBe(0);
});

test('keyFrom gives the key, the error, or what was looked at', async () => {
  expect((await keyFrom(answering(found))()).reveal()).toBe(KEY);
  await expect(keyFrom(answering(broken))()).rejects.toThrow('sealed');
  await expect(keyFrom(chain(answering(absent)))()).rejects.toMatchObject({
    kind: 'key-missing',
    message: expect.stringContaining('test: nothing here'),
  });
});

test('a cache asks once for all, keeps for its lifetime, and asks again on refresh', async () => {
  let now = 0;
  const inner = answering(found);
  const provider = cached(inner, { lifetimeMs: 1000, now: () => now });
  await Promise.all([provider(), provider(), provider()]);
  expect(inner.asked).toBe(1);
  now = 999;
  await provider();
  expect(inner.asked).toBe(1);
  now = 1000;
  await provider();
  expect(inner.asked).toBe(2);
  await provider({ refresh: true });
  expect(inner.asked).toBe(3);
});

test('a cache keeps no answer without a key', async () => {
  const provider = cached(answering(broken, absent, found));
  expect(await provider()).toBe(broken);
  expect(await provider()).toBe(absent);
  expect(await provider()).toBe(found);
});

/** A keyring in memory, with the library's own interface. */
function keyringOf(passwords: Map<string, string>): KeyringModule {
  return {
    AsyncEntry: class {
      readonly #account: string;
      constructor(_service: string, account: string) {
        this.#account = account;
      }
      getPassword = async (): Promise<string | null> => passwords.get(this.#account) ?? null;
      setPassword = async (password: string): Promise<void> => void passwords.set(this.#account, password);
      deletePassword = async (): Promise<boolean> => passwords.delete(this.#account);
    },
    findCredentialsAsync: async () => [...passwords].map(([account, password]) => ({ account, password })),
  };
}

test('the keyring stores, gives and removes a key by name', async () => {
  const load = async (): Promise<KeyringModule> => keyringOf(passwords);
  const passwords = new Map<string, string>();
  const keyring = new Keyring({ load });
  await keyring.set('project_2', KEY);
  expect(await fromKeyring('project_2', { load })()).toMatchObject({
    kind: 'found',
    provided: { source: 'keyring' },
  });
  expect([...(await keyring.list())]).toEqual([['project_2', KEY]]);
  expect(await keyring.remove('project_2')).toBe(true);
  expect(await fromKeyring('project_2', { load })()).toMatchObject({ kind: 'absent' });
});

test('a keyring that does not answer is given up', async () => {
  const never: KeyringModule = {
    AsyncEntry: class {
      getPassword = (): Promise<never> => new Promise(() => {});
      setPassword = (): Promise<never> => new Promise(() => {});
      deletePassword = (): Promise<never> => new Promise(() => {});
    },
    findCredentialsAsync: () => new Promise(() => {}),
  };
  const answer = await fromKeyring('a', { timeoutMs: 50, load: async () => never })();
  expect(answer.kind === 'broken' && answer.error.message).toMatch(/did not answer within 50 ms/);
});

// With a session bus the real keyring may be there, and would ask its user.
test.skipIf(process.env.DBUS_SESSION_BUS_ADDRESS || process.platform !== 'linux')(
  notOnWindows(
    'a machine without a keyring says so, and nothing is written elsewhere',
    'its keyring is always there',
  ),
  async () => {
    const error = await new Keyring({ service: 'dlubal-kit-test' })
      .set('a', KEY)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      kind: 'provider-failed',
      message: expect.stringContaining('Nothing was written elsewhere'),
    });
    expectNoKey(KEY, error);
  },
);
