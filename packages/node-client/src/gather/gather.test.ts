import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join, sep } from 'node:path';
import { explainResolution, PLACES, type Place, resolveKey } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import { loadKey } from '../load-key/load-key.js';
import { fromEnvironment } from '../providers/from-environment.js';
import { gather } from './gather.js';
import type { GatherOptions } from './gather-options.js';

const [A, B] = [madeKey(), madeKey()];
let home = '';
let project = '';
let places: GatherOptions;

beforeEach(() => {
  home = tempFolder();
  project = join(home, 'project');
  fs.mkdirSync(project);
  const config = join(home, 'config.ini');
  fs.writeFileSync(config, `[api_keys]\nproject_1 = ${A}\nproject_2 = ${B}\ndefault = ${A}\n`);
  places = { config, cwd: project, home, env: {}, keyring: false, rememberLastUsed: false };
});

const write = (folder: string, text: string): void =>
  fs.writeFileSync(join(folder, '.dlubalrc'), text, { mode: 0o600 });

const fromHome = (path: string): string => path.replace(home, '~').replaceAll(sep, '/');

/** How often each file is opened while the work runs. */
async function opened(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const real = fs.openSync;
  fs.openSync = (path, ...more) => {
    const name = fromHome(String(path));
    counts[name] = (counts[name] ?? 0) + 1;
    return real(path, ...more);
  };
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    fs.openSync = real;
    syncBuiltinESMExports();
  }
  return Object.fromEntries(Object.entries(counts).filter(([name]) => name.startsWith('~')));
}

describe('files are opened once, and only as far as the answer needs them', () => {
  const all = async (options: GatherOptions): Promise<void> => {
    const gathered = gather({ ...places, ...options });
    gathered.server();
    resolveKey(await gathered.input());
  };
  const said = { url: 'localhost', tls: false, deadlineMs: 5 };

  test.each<[string, GatherOptions, Record<string, number>]>([
    ['key and server are left open', {}, { '~/project/.dlubalrc': 1, '~/.dlubalrc': 1, '~/config.ini': 1 }],
    ['the server is given, and a name', { ...said, apiKeyName: 'project_1' }, { '~/config.ini': 1 }],
    [
      'the server is given, and a key: its name is looked up',
      { ...said, apiKeyValue: A },
      { '~/config.ini': 1 },
    ],
    [
      'the server is given in the environment, all but the time limit',
      { apiKeyName: 'project_1', env: { DLUBAL_API_URL: 'localhost', DLUBAL_API_TLS: '0' } },
      { '~/project/.dlubalrc': 1, '~/.dlubalrc': 1, '~/config.ini': 1 },
    ],
  ])('%s', async (_, options, counts) => {
    write(home, 'url = localhost\n');
    write(project, 'key_name = project_2\n');
    expect(await opened(() => all(options))).toEqual(counts);
  });

  test('the name in the file of the project spares that of the home folder', async () => {
    write(home, 'key_name = project_1\n');
    write(project, 'key_name = project_2\n');
    const key = async (): Promise<void> => void resolveKey(await gather(places).input());
    expect(await opened(key)).toEqual({ '~/project/.dlubalrc': 1, '~/config.ini': 1 });
  });
});

test('with a key at hand, a config.ini that cannot be read is a warning', async () => {
  fs.rmSync(places.config ?? '');
  fs.mkdirSync(places.config ?? '');
  const gathered = gather({ ...places, env: { DLUBAL_API_KEY: A } });
  expect(resolveKey(await gathered.input()).key.reveal()).toBe(A);
  expect(gathered.warnings().join()).toMatch(/config.ini.*folder/);
  expect((await loadKey({ ...places, apiKeyValue: A })).warnings.join()).toMatch(/folder/);
  await expect(gather(places).input()).rejects.toMatchObject({ kind: 'config-unreadable' });
});

test('what is explained is what is used', async () => {
  write(home, 'key_name = project_1\n');
  write(project, 'key_name = project_2\n');
  const { considered, resolved } = explainResolution(await gather(places).everything());
  const loaded = await loadKey(places);
  expect(resolved?.key.reveal()).toBe(loaded.key.reveal());
  expect(considered.map(({ place, outcome, where }) => [place, outcome, where && fromHome(where)])).toEqual([
    ['option-value', 'absent', undefined],
    ['option-name', 'absent', undefined],
    ['env-value', 'absent', undefined],
    ['env-name', 'absent', undefined],
    ['settings', 'chosen', '~/project/.dlubalrc, line 1'],
    ['home-settings', 'shadowed', '~/.dlubalrc, line 1'],
    ['keyring', 'absent', undefined],
    ['default', 'shadowed', '~/config.ini'],
  ]);
});

test('a name from a file is used, not remembered', async () => {
  write(project, 'key_name = project_2\n');
  const before = fs.readFileSync(places.config ?? '', 'utf8');
  expect((await loadKey({ ...places, rememberLastUsed: true })).key.reveal()).toBe(B);
  fs.rmSync(join(project, '.dlubalrc'));
  write(home, 'key_name = project_2\n');
  await loadKey({ ...places, cwd: tempFolder(), rememberLastUsed: true });
  expect(fs.readFileSync(places.config ?? '', 'utf8')).toBe(before);
  await loadKey({ ...places, apiKeyName: 'project_2', rememberLastUsed: true });
  expect(fs.readFileSync(places.config ?? '', 'utf8')).not.toBe(before);
});

describe('the keyring', () => {
  const keyring = { get: async (name: string) => (name === 'bridge' ? B : undefined) };

  test('is asked for a name that config.ini does not hold', async () => {
    const asked = { ...places, keyring, apiKeyName: 'bridge', rememberLastUsed: true };
    const before = fs.readFileSync(places.config ?? '', 'utf8');
    expect(await loadKey(asked)).toMatchObject({ name: 'bridge', source: 'keyring', warnings: [] });
    // The key of a keyring is never written to a file.
    expect(fs.readFileSync(places.config ?? '', 'utf8')).toBe(before);
    const { considered } = explainResolution(await gather(asked).everything());
    expect(considered.filter(({ outcome }) => outcome !== 'absent')).toMatchObject([
      { place: 'option-name', outcome: 'used-as-name', held: 'bridge' },
      { place: 'keyring', outcome: 'chosen', held: `ak-…${B.slice(-4)}` },
      { place: 'default', outcome: 'shadowed' },
    ]);
    expectNoKey(B, considered);
  });

  test.each<[string, GatherOptions]>([
    ['for a name that config.ini holds', { apiKeyName: 'project_1' }],
    ['for a key', { apiKeyValue: A }],
    ['for the default', {}],
  ])('is not asked %s', async (_, options) => {
    const untouched = { get: () => Promise.reject(new Error('the keyring was asked')) };
    await expect(loadKey({ ...places, keyring: untouched, ...options })).resolves.toBeDefined();
  });

  test('that fails is part of the message, and no other key is used', async () => {
    const broken = { ...places, apiKeyName: 'bridge', keyring: new Locked() };
    const error = await loadKey(broken).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      kind: 'key-unknown-name',
      message: expect.stringContaining('it is locked'),
    });
  });
});

class Locked {
  get = async (): Promise<undefined> => {
    const { ProviderError } = await import('../keyring/provider-error.js');
    throw new ProviderError('keyring', 'it is locked.', 'Unlock it.');
  };
}

describe('a row more in the table of places', () => {
  const row: Place<'env-value'> = {
    source: 'env-value',
    from: 'environment',
    gives: 'value',
    variable: 'DLUBAL_TEST_KEY',
    read: ({ env }) => env?.DLUBAL_TEST_KEY,
  };
  const table = PLACES as Place<(typeof PLACES)[number]['source']>[];
  beforeEach(() => {
    table.splice(2, 0, row);
  });
  afterEach(() => {
    table.splice(2, 1);
  });

  test('takes effect wherever a key is looked for', async () => {
    const env = { DLUBAL_TEST_KEY: B, DLUBAL_API_KEY: A };
    expect((await loadKey({ ...places, env })).key.reveal()).toBe(B);
    expect(await fromEnvironment({ ...places, env: { DLUBAL_TEST_KEY: B } })()).toMatchObject({
      kind: 'found',
    });
    expect(await fromEnvironment(places)()).toMatchObject({
      why: expect.stringContaining('DLUBAL_TEST_KEY and'),
    });
    const { considered, resolved } = explainResolution(await gather({ ...places, env }).everything());
    expect(resolved?.key.reveal()).toBe(B);
    expect(considered[2]).toMatchObject({ label: 'DLUBAL_TEST_KEY', outcome: 'chosen' });
  });
});
