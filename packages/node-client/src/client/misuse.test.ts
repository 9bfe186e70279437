import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type ConnectOptions,
  connect,
  createClient,
  DlubalError,
  type FailureKind,
  isDlubalError,
  KINDS,
} from '../index.js';

const KEY = madeKey();
const home = mkdtempSync(join(tmpdir(), 'misuse-'));
const place = (name: string, files: Readonly<Record<string, string>> = {}): string => {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
};
afterAll(() => rmSync(home, { recursive: true, force: true }));

const bare = { env: {}, cwd: place('bare'), home: place('bare'), checkVersion: false } as const;
const keyed = { ...bare, apiKeyValue: KEY } as const;

/** Ways to misuse `connect`, the kind of each, and what its message has to name: the place of the fault. */
const WAYS: readonly [title: string, options: ConnectOptions, kind: FailureKind, names: string][] = [
  [
    'a misspelt setting',
    { ...bare, cwd: place('s', { '.dlubalrc': 'key_nme = a' }) },
    'settings-invalid',
    '.dlubalrc, line 1',
  ],
  [
    'a key in .dlubalrc',
    { ...bare, cwd: place('k', { '.dlubalrc': `key = ${KEY}` }) },
    'settings-invalid',
    '.dlubalrc, line 1',
  ],
  ['a config.ini that is a folder', { ...bare, config: place('f') }, 'config-unreadable', 'it is a folder'],
  [
    'a line that cannot be read',
    { ...bare, config: join(place('l', { 'c.ini': KEY }), 'c.ini') },
    'config-syntax',
    'line 1',
  ],
  ['a negative deadline', { ...keyed, deadlineMs: -1 }, 'client-misuse', 'deadlineMs'],
  [
    'a flag as the roots',
    { ...keyed, tls: { caFile: true as never } },
    'client-misuse',
    'caFile in the option tls is',
  ],
  [
    'null as the roots',
    { ...keyed, tls: { ca: null as never } },
    'client-misuse',
    'ca in the option tls is null',
  ],
  [
    'a misspelt field of tls',
    { ...keyed, tls: { cafile: 'x' } as never },
    'client-misuse',
    'Did you mean "caFile"',
  ],
  ['a number as the proxy', { ...keyed, proxy: 3128 as never }, 'client-misuse', 'proxy'],
  ['a number as retry', { ...keyed, retry: 3 as never }, 'client-misuse', 'retry'],
  [
    'a key as the time to connect',
    { ...keyed, connectTimeoutMs: KEY as never },
    'client-misuse',
    'connectTimeoutMs',
  ],
  ['another compression', { ...keyed, compression: 'br' as never }, 'client-misuse', 'compression'],
  ['a key as the deadline', { ...keyed, deadlineMs: KEY as never }, 'client-misuse', 'deadlineMs'],
  ['a key and a provider', { ...keyed, keyProvider: async () => KEY }, 'client-misuse', 'keyProvider'],
  [
    'a provider that gives half a key',
    { ...bare, keyProvider: async () => `${KEY}\n` },
    'key-malformed',
    'keyProvider: character 52 is a line feed',
  ],
  [
    'a provider that gives a number',
    { ...bare, keyProvider: async () => 5 as never },
    'provider-failed',
    'keyProvider: it gave a value of type number instead of a key',
  ],
  [
    'a key with a space',
    { ...bare, apiKeyValue: `${KEY.slice(0, 11)} ${KEY.slice(11)}` },
    'key-malformed',
    'character 12 is a space',
  ],
  [
    'a variable with a space',
    { ...bare, env: { DLUBAL_API_KEY: `${KEY.slice(0, 11)} ${KEY.slice(11)}` } },
    'key-malformed',
    'DLUBAL_API_KEY: character 12 is a space',
  ],
  ['an address with a scheme', { ...keyed, url: 'https://x' }, 'address-invalid', 'https'],
  ['a key as the address', { ...keyed, url: KEY }, 'address-invalid', 'API key'],
  ['roots that do not exist', { ...keyed, tls: { caFile: '/nope' } }, 'tls', 'nope'],
  ['no key', bare, 'key-missing', 'No API key'],
  ['an unknown name', { ...bare, apiKeyName: 'bridge' }, 'key-unknown-name', 'bridge'],
  ['a closed port', { ...keyed, port: 1, checkVersion: true }, 'server-unreachable', '127.0.0.1:1'],
];

describe('connect, misused, rejects with an error of the kit', () => {
  it.for(WAYS)('%s', async ([, options, kind, names]) => {
    const error = await connect(options).then(
      () => expect.unreachable(),
      (thrown: unknown) => thrown,
    );
    if (!isDlubalError(error)) expect.unreachable(String(error));
    expect(error).toBeInstanceOf(DlubalError);
    const { failure, message } = error;
    expect([error.kind, failure.kind, failure.exitCode]).toEqual([kind, kind, KINDS[kind].exitCode]);
    expect(message).toBe(`[${kind}] ${failure.happened} ${failure.remedy}`);
    expect(message).toContain(names);
    expect(failure.billed).toBe('no');
    expectNoKey(KEY, error);
  });

  it('a service that is not one', async () => {
    const { checkVersion: _, ...options } = keyed;
    const half = { Info: { path: '/a.B/Info', requestSerialize: () => Buffer.alloc(0) } };
    for (const service of [{}, half])
      await expect(createClient(service, options)).rejects.toMatchObject({ kind: 'client-misuse' });
  });
});

it.each<[string, object]>([
  ['a misspelt deadline', { deadline: 5_000 }],
  ['a deadline below zero', { deadlineMs: -1 }],
  ['a controller as the signal', { signal: { abort() {} } }],
  ['a signal that nobody can listen to', { signal: { aborted: false } }],
  ['a number as the options', 5 as never],
])('a call refuses %s before anything is sent', async (_, options) => {
  await using app = await connect({ ...keyed, port: 1 });
  const error: unknown = await app.getModelList({}, options as never).catch((thrown: unknown) => thrown);
  expect(isDlubalError(error) ? error.kind : error).toBe('client-misuse');
});

it.each<[string, unknown]>([
  ['a time that is not a number', { timeoutMs: '5' }],
  ['NaN', { timeoutMs: Number.NaN }],
  ['a time below zero', { timeoutMs: -1 }],
  ['a misspelt time', { timeout: 5 }],
])('close refuses %s', async (_, options) => {
  await using app = await connect({ ...keyed, port: 1 });
  await expect(app.close(options as never)).rejects.toMatchObject({ kind: 'client-misuse' });
});
