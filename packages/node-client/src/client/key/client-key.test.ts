import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMockServer } from '@dlubal-kit/mock-server';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../test/temp-folder.js';
import type { CallEnd } from '../../observe/call-hooks.js';
import { connect } from '../connect.js';
import type { ConnectOptions } from '../connect-options.js';

/** A server that knows two keys, and a config.ini with one of them. */
async function place() {
  const keys = { first: madeKey(), second: madeKey() };
  const server = await startMockServer({ keys });
  const home = tempFolder();
  const config = join(home, 'config.ini');
  const write = (text: string): void => writeFileSync(config, text);
  const writeKey = (key: string): void => write(`[api_keys]\nproject_1 = ${key}\n`);
  writeKey(keys.first);
  const options: ConnectOptions = {
    ...{ port: server.port, config, home, cwd: home, env: {}, checkVersion: false, rememberLastUsed: false },
    apiKeyName: 'project_1',
  };
  return { keys, server, options, write, writeKey, [Symbol.asyncDispose]: () => server.stop() };
}

test.for([
  [true, ['first', 'second']],
  [false, ['first', 'first']],
] as const)(
  'with reloadKey %j, a changed config.ini counts from the next call: %j',
  async ([reloadKey, expected]) => {
    await using at = await place();
    const ended: CallEnd[] = [];
    await using app = await connect({ ...at.options, reloadKey, onCall: (call) => ended.push(call) });
    await app.getModelList();
    at.writeKey(at.keys.second);
    await app.getModelList();
    expect(at.server.requests.map(({ key }) => key)).toEqual(expected);
    const fingerprints = new Set(ended.map(({ keyFingerprint }) => keyFingerprint));
    expect(fingerprints.size).toBe(reloadKey ? 2 : 1);
    expectNoKey(at.keys.second, ended);
  },
);

test('a call without a key is refused unsent, and the next one finds the key that was put back', async () => {
  await using at = await place();
  await using app = await connect({ ...at.options, reloadKey: true });
  at.write('[api_keys]\n');
  await expect(app.getModelList()).rejects.toMatchObject({
    kind: 'key-unknown-name',
    failure: { billed: 'no' },
  });
  at.writeKey(at.keys.first);
  await app.getModelList();
  expect(at.server.requests).toHaveLength(1);
});

test.for([
  [true, 2],
  [false, 1],
] as const)(
  'with reloadKey %j, calls at the same time ask keyProvider once: %i times in all',
  async ([reloadKey, times]) => {
    await using at = await place();
    let asked = 0;
    const keyProvider = async (): Promise<string> => {
      asked += 1;
      return at.keys.first;
    };
    const { apiKeyName: _, ...options } = at.options;
    await using app = await connect({ ...options, keyProvider, reloadKey });
    await Promise.all(Array.from({ length: 20 }, () => app.getModelList()));
    expect([asked, at.server.spent]).toEqual([times, 20]);
  },
);

test('a call that was given up before it was made asks nobody', async () => {
  await using at = await place();
  let asked = 0;
  const keyProvider = (): string => {
    asked += 1;
    return at.keys.first;
  };
  const { apiKeyName: _, ...options } = at.options;
  await using app = await connect({ ...options, keyProvider, reloadKey: true });
  const given = app.getModelList({}, { signal: AbortSignal.abort() });
  await expect(given).rejects.toMatchObject({
    kind: 'cancelled',
    failure: { reason: 'before-sending', billed: 'no' },
  });
  expect([asked, at.server.requests.length]).toEqual([1, 0]);
});

test('the deadline counts while the key is looked for', async () => {
  await using at = await place();
  let isSlow = false;
  const keyProvider = (): Promise<string> | string => (isSlow ? new Promise(() => {}) : at.keys.first);
  const { apiKeyName: _, ...options } = at.options;
  await using app = await connect({ ...options, keyProvider, reloadKey: true });
  isSlow = true;
  await expect(app.getModelList({}, { deadlineMs: 50 })).rejects.toMatchObject({
    kind: 'deadline',
    failure: { reason: 'finding-key', billed: 'no' },
  });
});
