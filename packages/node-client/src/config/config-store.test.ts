import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigStore } from './config-store.js';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'dlubal-store-'));
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test('a first edit makes folders and file for this user alone', async () => {
  const folder = newFolder();
  const store = new ConfigStore({ path: join(folder, 'Dlubal', 'api', 'config.ini') });
  await store.edit(() => '[api_keys]\n');
  expect(modeOf(store.path)).toBe('600');
  expect(modeOf(join(folder, 'Dlubal', 'api'))).toBe('700');
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

test('a linked file is edited where it points', async () => {
  const [folder, other] = [newFolder(), newFolder()];
  writeFileSync(join(other, 'real.ini'), 'old\n');
  symlinkSync(join(other, 'real.ini'), join(folder, 'config.ini'));
  await new ConfigStore({ path: join(folder, 'config.ini') }).edit(() => 'new\n');
  expect(lstatSync(join(folder, 'config.ini')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(other, 'real.ini'), 'utf8')).toBe('new\n');
  expect([...readdirSync(folder), ...readdirSync(other)]).toEqual(['config.ini', 'real.ini']);
});

test('a file that others could read is closed to them', async () => {
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
