import fs, { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { beforeEach, expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import { type LoadKeyOptions, loadKey } from './load-key.js';

const [A, B] = [madeKey(), madeKey()];
const TEXT = `[api_keys]\nproject_1 = ${A}\nproject_2 = ${B}\ndefault = ${A}\n`;

let folder: string;
let project: string;
let config: string;
/** Nothing of this process: no variable, no folder of the person who runs the tests. */
let places: LoadKeyOptions;

beforeEach(() => {
  folder = tempFolder();
  project = join(folder, 'project');
  mkdirSync(project);
  config = join(folder, 'config.ini');
  writeFileSync(config, TEXT);
  places = { config, env: {}, cwd: project, home: folder, keyring: false };
});

test('a value is used as it is, and its name is looked up', async () => {
  const loaded = await loadKey({ ...places, apiKeyValue: B });
  expect(loaded).toMatchObject({ name: 'project_2', source: 'option-value', warnings: [] });
  expect(loaded.key.reveal()).toBe(B);
  expect(readFileSync(config, 'utf8')).toBe(TEXT);
});

test('a name gives its key, which becomes the default', async () => {
  const loaded = await loadKey({ ...places, apiKeyName: 'Project_2' });
  expect(loaded.key.reveal()).toBe(B);
  expect(readFileSync(config, 'utf8')).toBe(TEXT.replace(`default = ${A}`, `default = ${B}`));
});

test('a name that is the default already touches nothing', async () => {
  const { ino, mtimeNs, ctimeNs } = statSync(config, { bigint: true });
  await loadKey({ ...places, apiKeyName: 'project_1' });
  expect(statSync(config, { bigint: true })).toMatchObject({ ino, mtimeNs, ctimeNs });
});

test('a value with a new name is stored under it', async () => {
  const key = madeKey();
  await loadKey({ ...places, apiKeyValue: key, apiKeyName: 'bridge' });
  expect(readFileSync(config, 'utf8')).toBe(
    `[api_keys]\nproject_1 = ${A}\nproject_2 = ${B}\ndefault = ${key}\nbridge = ${key}\n`,
  );
});

test('environment, .dlubalrc and default follow in this order', async () => {
  writeFileSync(join(project, '.dlubalrc'), 'key_name = project_2\n');
  const off = { ...places, rememberLastUsed: false };
  const env = { DLUBAL_API_KEY: B, DLUBAL_API_KEY_NAME: 'project_1' };
  expect(await loadKey({ ...off, env })).toMatchObject({ source: 'env-value', name: 'project_2' });
  expect(await loadKey({ ...off, env: { DLUBAL_API_KEY_NAME: 'project_1' } })).toMatchObject({
    source: 'env-name',
  });
  expect(await loadKey(off)).toMatchObject({ source: 'settings', name: 'project_2' });
  expect(await loadKey({ ...off, cwd: tempFolder(), home: tempFolder() })).toMatchObject({
    source: 'default',
  });
});

test('the nearest .dlubalrc upwards wins, then that of the home folder', async () => {
  const deep = join(folder, 'a', 'b');
  mkdirSync(deep, { recursive: true });
  const home = tempFolder();
  const off = { ...places, rememberLastUsed: false, cwd: deep, home };
  writeFileSync(join(home, '.dlubalrc'), 'key_name = project_2\n', { mode: 0o600 });
  expect((await loadKey(off)).name).toBe('project_2');
  writeFileSync(join(deep, '.dlubalrc'), 'key_name = project_1\n');
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect((await loadKey(off)).name).toBe('project_1');
});

test.each([{ rememberLastUsed: false }, { env: { DLUBAL_REMEMBER_LAST_USED: '0' } }])(
  'remembering is turned off by %j',
  async (off) => {
    const loaded = await loadKey({ ...places, apiKeyName: 'project_2', ...off });
    expect(loaded.key.reveal()).toBe(B);
    expect(readFileSync(config, 'utf8')).toBe(TEXT);
  },
);

test('a change of the file is seen at the next load', async () => {
  await new Promise((resolve) => setTimeout(resolve, 60));
  const first = await loadKey(places);
  expect(await loadKey(places)).toBe(first);
  writeFileSync(config, TEXT.replace(`default = ${A}`, `default = ${B}`));
  expect((await loadKey(places)).key.reveal()).toBe(B);
});

test('a broken config.ini is a warning with a value, an error with a name', async () => {
  writeFileSync(config, 'junk\n');
  const loaded = await loadKey({ ...places, apiKeyValue: A });
  expect(loaded.warnings.join()).toMatch(/cannot be read/);
  await expect(loadKey({ ...places, apiKeyName: 'project_1' })).rejects.toMatchObject({
    kind: 'config-syntax',
    line: 1,
    message: expect.stringContaining(config),
  });
  expect(readFileSync(config, 'utf8')).toBe('junk\n');
});

test('an unknown name says where it looked and what is near', async () => {
  await expect(loadKey({ ...places, apiKeyName: 'project_3' })).rejects.toMatchObject({
    kind: 'key-unknown-name',
    nearest: ['project_1', 'project_2'],
    message: expect.stringContaining(config),
  });
  const missing = join(folder, 'none.ini');
  await expect(loadKey({ ...places, config: missing })).rejects.toMatchObject({
    kind: 'key-missing',
    message: expect.stringContaining(`There is no file at ${missing}`),
  });
});

test('nothing that is printed of an answer or an error shows a key', async () => {
  const loaded = await loadKey({ ...places, apiKeyName: 'project_2' });
  const error = await loadKey({ ...places, apiKeyName: 'project_9' }).catch((thrown: unknown) => thrown);
  expectNoKey(B, loaded, error);
  expectNoKey(A, loaded, error);
});

/** How often a file is looked at, and opened, while the work runs. */
async function counted(work: () => Promise<unknown>): Promise<{ looks: number; opens: number }> {
  const counts = { looks: 0, opens: 0 };
  const { statSync: look, openSync: open } = fs;
  const statSync = (...given: Parameters<typeof look>) => {
    counts.looks += 1;
    return look(...given);
  };
  const openSync = (...given: Parameters<typeof open>) => {
    counts.opens += 1;
    return open(...given);
  };
  Object.assign(fs, { statSync, openSync });
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    Object.assign(fs, { statSync: look, openSync: open });
    syncBuiltinESMExports();
  }
  return counts;
}

test.each<[string, string | undefined, LoadKeyOptions, number]>([
  ['a name', undefined, { apiKeyName: 'project_1' }, 1],
  ['the default', undefined, {}, 3],
  ['a name in a .dlubalrc', 'key_name = project_1\n', {}, 2],
])('asked again, %s costs at most three looks and opens nothing', async (_, settings, options, looks) => {
  if (settings !== undefined) writeFileSync(join(project, '.dlubalrc'), settings);
  await new Promise((resolve) => setTimeout(resolve, 60));
  await loadKey({ ...places, ...options });
  expect(await counted(() => loadKey({ ...places, ...options }))).toEqual({ looks, opens: 0 });
});
