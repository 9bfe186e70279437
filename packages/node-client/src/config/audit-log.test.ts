import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, onTestFinished, test } from 'vitest';
import { bundledScript } from '../../test/bundled-script.js';
import { tempFolder } from '../../test/temp-folder.js';
import { Keyring } from '../keyring/keyring.js';
import { loadKey } from '../load-key/load-key.js';
import { ConfigStore } from './config-store.js';

const [KEY, OTHER] = [madeKey(), madeKey()];

/** A store with a log, in a folder of its own; the lines of the log; and what it warned of. */
function audited(logName = join('logs', 'keys.jsonl')) {
  const folder = tempFolder();
  const log = join(folder, logName);
  const warnings: string[] = [];
  const audit = { log, program: 'a test', onWarning: (warning: string) => void warnings.push(warning) };
  const path = join(folder, 'config.ini');
  const lines = () => readFileSync(log, 'utf8').trimEnd().split('\n');
  return {
    folder,
    log,
    path,
    audit,
    warnings,
    lines,
    records: () => lines().map((line) => JSON.parse(line)),
    store: new ConfigStore({ path, audit }),
  };
}

test('a change is one line that says who, when and what, without the key', async () => {
  const { store, records, path, log } = audited();
  await store.edit(() => ({ set: { project_1: KEY }, setDefault: KEY }));
  await store.edit((text) => `${text}# ours\n`);
  expect(records()).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      user: expect.stringMatching(/./),
      host: expect.stringMatching(/./),
      program: 'a test',
      pid: process.pid,
      action: 'added',
      name: 'project_1',
      masked: expect.stringContaining('…'),
      fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/),
      config: path,
    },
    expect.objectContaining({ action: 'default-set', name: 'project_1' }),
  ]);
  expectNoKey(KEY, readFileSync(log, 'utf8'));
});

test('the log is the owner’s alone; the mode of one that exists stays', async (context) => {
  skipOnWindows(context, 'no file modes');
  const { store, log } = audited();
  await store.edit(() => ({ set: { project_1: KEY } }));
  expect(statSync(log).mode & 0o777).toBe(0o600);
  chmodSync(log, 0o640);
  await store.edit(() => ({ remove: ['project_1'] }));
  expect(statSync(log).mode & 0o777).toBe(0o640);
});

test.each<[string, string]>([
  ['a line end', 'a\\nb'],
  ['an escape', 'a\u001b[31m'],
  ['a change of direction', 'a\u202eb'],
  ['a separator of lines', 'a\u2028b'],
  ['a key', `x-${OTHER}`],
])('a name with %s stays on its line and shows nothing', async (_, name) => {
  const { store, path, lines, log } = audited();
  writeFileSync(path, '[api_keys]\n');
  await store.edit(() => `[api_keys]\n${name} = ${KEY}\n`);
  expect(lines()).toHaveLength(1);
  expect(readFileSync(log, 'utf8')).toMatch(/^[\x20-\x7e…]+\n$/);
  for (const key of [KEY, OTHER]) expectNoKey(key, readFileSync(log, 'utf8'));
});

test('a log that cannot be written loses neither the change nor its line', async () => {
  const { store, audit, warnings } = audited();
  mkdirSync(audit.log, { recursive: true });
  await store.edit(() => ({ set: { project_1: KEY } }));
  expect((await store.read()).text).toContain(KEY);
  expect(warnings).toEqual([expect.stringMatching(/The change was made.*append: \{"time".*"added"/)]);
  expectNoKey(KEY, warnings);
});

test('a path that a shell should have replaced is a warning', async () => {
  const { path, warnings, audit } = audited();
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a person wrote
  const store = new ConfigStore({ path, audit: { ...audit, log: '${HOME}/keys.jsonl' } });
  await store.edit(() => ({ set: { project_1: KEY } }));
  expect(warnings).toEqual([expect.stringMatching(/was not replaced/)]);
});

test('a default that a program makes by asking for a name is in the log', async () => {
  const { path, log, records } = audited();
  writeFileSync(path, `[api_keys]\na = ${KEY}\nb = ${OTHER}\ndefault = ${KEY}\n`, { mode: 0o600 });
  await loadKey({ apiKeyName: 'b', config: path, env: { DLUBAL_AUDIT_LOG: log } });
  expect(records()).toEqual([expect.objectContaining({ action: 'default-set', name: 'b', config: path })]);
});

test('what the keyring gets and loses is in the log', async () => {
  const { audit, records } = audited();
  const stored = new Map<string, string>();
  class AsyncEntry {
    readonly #name: string;
    constructor(_service: string, name: string) {
      this.#name = name;
    }
    getPassword = async () => stored.get(this.#name) ?? null;
    setPassword = async (key: string) => void stored.set(this.#name, key);
    deletePassword = async () => stored.delete(this.#name);
  }
  const load = async () => ({ AsyncEntry, findCredentialsAsync: async () => [] });
  const keyring = new Keyring({ audit, load });
  await keyring.set('a', KEY);
  await keyring.set('a', KEY);
  await keyring.set('a', OTHER);
  await keyring.remove('a');
  await keyring.remove('a');
  expect(records().map(({ action, name, keyring: place }) => [action, name, place])).toEqual([
    ['added', 'a', 'dlubal-api'],
    ['replaced', 'a', 'dlubal-api'],
    ['removed', 'a', 'dlubal-api'],
  ]);
});

test('lines of several processes do not mix', { timeout: 120_000 }, async () => {
  const { path, log, records } = audited('keys.jsonl');
  const script = await bundledScript('crash-worker.ts');
  const env = { ...process.env, DLUBAL_AUDIT_LOG: log };
  const children = [1, 2, 3].map((id) =>
    spawn(process.execPath, [script, path, String(id), '5'], { env, stdio: 'ignore' }),
  );
  onTestFinished(() => children.forEach((child) => void child.kill('SIGKILL')));
  expect(await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0]))).toEqual([0, 0, 0]);
  const added = records().filter(({ action }) => action === 'added');
  expect(new Set(added.map(({ name }) => name)).size).toBe(15);
  expect(new Set(added.map(({ pid }) => pid)).size).toBe(3);
});
