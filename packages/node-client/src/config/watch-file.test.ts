import { renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, onTestFinished, test, vi } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import { type ConfigSnapshot, ConfigStore } from './config-store.js';

function watched(): { store: ConfigStore; changes: ConfigSnapshot[]; errors: unknown[]; close: () => void } {
  const store = new ConfigStore({ path: join(tempFolder(), 'config.ini') });
  const [changes, errors]: [ConfigSnapshot[], unknown[]] = [[], []];
  const { close } = store.watch({
    onChange: (snapshot) => changes.push(snapshot),
    onError: (error) => errors.push(error),
    intervalMs: 20,
  });
  onTestFinished(close);
  return { store, changes, errors, close };
}

test('a new file, an edit, a replacement and a removal are told', async () => {
  const { store, changes } = watched();
  const key = madeKey();
  await store.edit(() => ({ set: { project_1: key } }));
  await vi.waitFor(() => expect(changes).toHaveLength(1));
  expect(changes[0]?.config?.ok && changes[0].config.apiKeys?.get('project_1')?.value).toBe(key);
  writeFileSync(`${store.path}.new`, '[api_keys]\nother = ak-1\n');
  renameSync(`${store.path}.new`, store.path);
  await vi.waitFor(() => expect(changes).toHaveLength(2));
  unlinkSync(store.path);
  await vi.waitFor(() => expect(changes.at(-1)?.text).toBeUndefined());
});

test('a file that cannot be read is told as an error, and watching goes on', async () => {
  const { store, changes, errors } = watched();
  writeFileSync(store.path, '\ufeff[api_keys]\n');
  await vi.waitFor(() => expect(errors).toHaveLength(1), { timeout: 3000 });
  expect(errors[0]).toMatchObject({ reason: 'byte-order-mark' });
  writeFileSync(store.path, '[api_keys]\n');
  await vi.waitFor(() => expect(changes).toHaveLength(1));
});

test('nothing is told after it was closed', async () => {
  const { store, changes, close } = watched();
  close();
  writeFileSync(store.path, '[api_keys]\n');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(changes).toEqual([]);
});
