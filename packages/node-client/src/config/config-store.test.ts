import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ConfigEditError, KeyFormatError } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { onWindows, skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { tempFolder as newFolder } from '../../test/temp-folder.js';
import { ConfigStore, type StoreEdit } from './config-store.js';

/** Windows has no modes: there a profile's folder is closed by what it inherits. */
const modeOf = (path: string): string => (onWindows ? 'none' : (statSync(path).mode & 0o777).toString(8));
const mode = (text: string): string => (onWindows ? 'none' : text);

test('a first edit makes folders and file for this user alone', async () => {
  const folder = newFolder();
  const store = new ConfigStore({ path: join(folder, 'Dlubal', 'api', 'config.ini') });
  await store.edit(() => '[api_keys]\n');
  expect(modeOf(store.path)).toBe(mode('600'));
  expect(modeOf(join(folder, 'Dlubal', 'api'))).toBe(mode('700'));
  expect(readdirSync(join(folder, 'Dlubal', 'api'))).toEqual(['config.ini']);
});

test('an edit that changes nothing writes nothing', async () => {
  const path = join(newFolder(), 'config.ini');
  writeFileSync(path, '[api_keys]\n');
  const before = statSync(path, { bigint: true });
  const outcome = await new ConfigStore({ path }).edit((text) => text);
  expect(outcome).toEqual({ changed: false, text: '[api_keys]\n' });
  expect(statSync(path, { bigint: true }).mtimeNs).toBe(before.mtimeNs);
  expect(statSync(path, { bigint: true }).ino).toBe(before.ino);
});

test('a linked file is edited where it points', async (context) => {
  skipOnWindows(context, 'links need a privilege');
  const [folder, other] = [newFolder(), newFolder()];
  writeFileSync(join(other, 'real.ini'), 'old\n');
  symlinkSync(join(other, 'real.ini'), join(folder, 'config.ini'));
  await new ConfigStore({ path: join(folder, 'config.ini') }).edit(() => 'new\n');
  expect(lstatSync(join(folder, 'config.ini')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(other, 'real.ini'), 'utf8')).toBe('new\n');
  expect([...readdirSync(folder), ...readdirSync(other)]).toEqual(['config.ini', 'real.ini']);
});

test('a file that others could read is closed to them', async (context) => {
  skipOnWindows(context, 'no file modes');
  const path = join(newFolder(), 'config.ini');
  writeFileSync(path, 'old\n');
  chmodSync(path, 0o644);
  await new ConfigStore({ path }).edit(() => 'new\n');
  expect(modeOf(path)).toBe('600');
});

test('edits at once in one process all arrive', async () => {
  const store = new ConfigStore({ path: join(newFolder(), 'config.ini') });
  await Promise.all(Array.from({ length: 20 }, (_, n) => store.edit((text) => `${text}${n}\n`)));
  expect(
    readFileSync(store.path, 'utf8')
      .trim()
      .split('\n')
      .map(Number)
      .sort((a, b) => a - b),
  ).toEqual([...Array(20).keys()]);
  expect(existsSync(join(store.path, '..', '.config.ini.lock'))).toBe(false);
});

test.each([
  'two words',
  'a=b',
  'a:b',
  '%(x)s',
  '[x]',
  '#x',
  'a\nb',
  '\u{1f511}',
  'a'.repeat(10_000),
  '__proto__',
  'Default',
  '',
])('the name %j is read back as it is, or refused with the file as before', async (name) => {
  const key = madeKey();
  const path = join(newFolder(), 'config.ini');
  writeFileSync(path, `[api_keys]\nkept = ${key}\n`);
  const store = new ConfigStore({ path });
  const error = await store
    .edit(() => ({ set: Object.fromEntries([[name, key]]) }))
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  if (error !== undefined) {
    expect(error).toBeInstanceOf(ConfigEditError);
    expect(readFileSync(path, 'utf8')).toBe(`[api_keys]\nkept = ${key}\n`);
    expectNoKey(key, error);
    return;
  }
  const { config } = await store.read();
  expect(config?.ok && config.apiKeys?.get(name.toLowerCase())?.value).toBe(key);
  expect(config?.ok && config.apiKeys?.size).toBe(2);
});

test('what cannot be sent as a key is not stored, by an edit or by a text', async () => {
  using home = tempHome();
  const key = madeKey();
  const text = `[api_keys]\np = ${key}\nold = hurt\n`;
  home.writeConfig(text);
  const store = new ConfigStore({ path: home.configPath });
  const edits: StoreEdit[] = [
    () => ({ set: { p: 'null' } }),
    () => ({ setDefault: `DLUBAL_API_KEY=${key}` }),
    (before) => before.replace(key, '***'),
  ];
  for (const edit of edits) {
    const error = await store.edit(edit).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KeyFormatError);
    expectNoKey(key, error);
  }
  expect(home.readConfig()).toBe(text);
  await store.edit(() => ({ rename: { old: 'older' } }));
  expect(home.readConfig()).toBe(text.replace('old', 'older'));
});

test('keyFormat any stores every text that a header can carry', async () => {
  using home = tempHome();
  const store = new ConfigStore({ path: home.configPath, keyFormat: 'any' });
  await store.edit(() => ({ set: { p: 'dk2_new-form' } }));
  expect(home.readConfig()).toContain('p = dk2_new-form');
  await expect(store.edit(() => ({ set: { p: 'two words' } }))).rejects.toThrow('character 4 is a space');
});

test('a file with lone carriage returns is read and edited as Python reads it', async () => {
  using home = tempHome();
  const [a, b] = [madeKey(), madeKey()];
  const text = `[api_keys]\ra = ${a}\rdefault = ${a}\r`;
  home.writeConfig(text);
  const store = new ConfigStore({ path: home.configPath });
  const { config, text: read } = await store.read();
  expect([read, config?.ok && config.apiKeys?.get('a')?.value]).toEqual([text, a]);
  expect(await store.edit((before) => before)).toMatchObject({ changed: false });
  expect(home.readConfig()).toBe(text);
  await store.edit(() => ({ set: { b } }));
  expect(home.readConfig()).toBe(`[api_keys]\na = ${a}\ndefault = ${a}\nb = ${b}\n`);
});
