import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type MockServer, startMockServer } from '@dlubal-kit/mock-server';
import { startRecorder } from '@dlubal-kit/mock-server/scenario';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectNoKey } from '../../../../testing/canary.js';
import { madeKey } from '../../../../testing/made-keys.js';
import { tempFolder } from '../../test/temp-folder.js';
import { connect } from './connect.js';
import type { ClientWarning, ConnectOptions } from './connect-options.js';

let server: MockServer<'project_1'>;
let options: ConnectOptions;
let warnings: ClientWarning[];

beforeAll(async () => {
  server = await startMockServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.reset();
  warnings = [];
  const home = tempFolder();
  options = {
    port: server.port,
    apiKeyValue: server.keys.project_1.reveal(),
    config: join(home, 'config.ini'),
    home,
    cwd: home,
    env: {},
    rememberLastUsed: false,
    checkVersion: false,
    onWarning: (warning) => warnings.push(warning),
  };
});

const acme = { pool: 'acme', perMonth: 5 } as const;

test('a call beyond the budget is refused before it is sent, also by the next client', async () => {
  const before = server.spent;
  for (const calls of [4, 1]) {
    await using app = await connect({ ...options, budget: acme });
    for (let call = 0; call < calls; call += 1) await app.getModelList();
  }
  await using app = await connect({ ...options, budget: acme });
  const refusal = await app.getModelList().catch((error) => error);
  expect(refusal).toMatchObject({ name: 'BudgetError', kind: 'budget-exhausted', pool: 'acme' });
  expect(refusal.failure).toMatchObject({ billed: 'no', exitCode: 5, origin: 'local' });
  expect(server.spent - before).toBe(5);
  expect(warnings.map(({ code }) => code)).toEqual(['DLUBAL_BUDGET']);
  expectNoKey(server.keys.project_1.reveal(), refusal, warnings);
});

test('the version handshake is counted, and refused when nothing is left', async () => {
  await using _app = await connect({ ...options, checkVersion: true, budget: { ...acme, perMonth: 1 } });
  await expect(
    connect({ ...options, checkVersion: true, budget: { ...acme, perMonth: 1 } }),
  ).rejects.toMatchObject({
    kind: 'budget-exhausted',
  });
});

test('a call that did not reach the server costs nothing, a refused one does', async () => {
  const budget = { ...acme, perMonth: 1 };
  await using nowhere = await connect({ ...options, port: 1, budget });
  await expect(nowhere.getModelList()).rejects.toMatchObject({ kind: 'server-unreachable' });
  await nowhere.close();
  await using refused = await connect({ ...options, apiKeyValue: madeKey(), budget });
  await expect(refused.getModelList()).rejects.toMatchObject({ kind: 'key-refused' });
  await expect(refused.getModelList()).rejects.toMatchObject({ kind: 'budget-exhausted' });
});

test('access-restricted closes the pool for other clients, and force passes', async () => {
  server.monthlyLimit = 0;
  const budget = { ...acme, perMonth: 100 };
  await using first = await connect({ ...options, budget });
  await using second = await connect({ ...options, budget: { ...budget, warnAt: 0.9 } });
  await expect(first.getModelList()).rejects.toMatchObject({ kind: 'access-restricted' });
  const { spent } = server;
  for (const app of [first, second]) {
    await expect(app.getModelList()).rejects.toMatchObject({ kind: 'budget-exhausted', reason: 'closed' });
  }
  expect(server.spent).toBe(spent);
  server.monthlyLimit = 100;
  await using forced = await connect({ ...options, budget: { ...budget, force: true } });
  await forced.getModelList();
});

test('a pool without a name is the key, by its fingerprint', async () => {
  const { config = '' } = options;
  await using app = await connect({ ...options, budget: { perMonth: 3 } });
  await app.getModelList();
  const [file = ''] = readdirSync(dirname(config)).filter((name) => name.endsWith('.ledger'));
  expect(file).toMatch(/^budget-[0-9a-f]{8}-\d{4}-\d{2}\.ledger$/);
  expectNoKey(server.keys.project_1.reveal(), file);
});

describe('the budget of ~/.dlubalrc', () => {
  const ledgers = (): string[] =>
    readdirSync(dirname(options.config ?? '')).filter((name) => name.endsWith('.ledger'));
  beforeEach(() =>
    writeFileSync(join(options.home ?? '', '.dlubalrc'), 'budget_per_month = 5\nbudget_pool = acme\n'),
  );

  async function listModels(more: Partial<ConnectOptions>): Promise<void> {
    await using app = await connect({ ...options, ...more });
    await app.getModelList();
  }

  test('is spent on a mock server too where the program names a home folder of its own', async () => {
    await listModels({});
    expect(ledgers()).toHaveLength(1);
  });

  test('is spent on a real server behind a recorder', async () => {
    await using recorder = await startRecorder({ to: { host: '127.0.0.1', port: server.port } });
    await listModels({ port: recorder.port });
    expect(ledgers()).toHaveLength(1);
  });

  test('is spent where the program names it too', async () => {
    await listModels({ budget: {} });
    expect(ledgers()).toHaveLength(1);
  });
});

test.each([
  [{ pool: 'acme' }, 'budget.perMonth'],
  [{ ...acme, perMonth: -1 }, 'budget.perMonth'],
  [{ ...acme, perMonth: 1.5 }, 'budget.perMonth'],
  [{ ...acme, warnAt: 80 }, 'budget.warnAt'],
  [{ ...acme, onLimit: 'stop' }, 'budget.onLimit'],
  [{ ...acme, onStoreDown: 'wait' }, 'budget.onStoreDown'],
  [{ ...acme, force: 'yes' }, 'budget.force'],
  [{ ...acme, pool: '' }, 'budget.pool'],
  [{ ...acme, redis: 'http://u:hunter2-hunter2@redis.example' }, 'budget.redis'],
])('%j is wrong usage of %s', async (budget, name) => {
  const refusal = await connect({ ...options, budget } as ConnectOptions).catch((error) => error);
  expect(refusal).toMatchObject({ kind: 'client-misuse' });
  expect(refusal.message).toContain(name);
  expect(refusal.message).not.toContain('hunter2');
});

test('a key that is given as a pool is refused and not shown', async () => {
  const key = madeKey();
  const refusal = await connect({ ...options, budget: { ...acme, pool: key } }).catch((error) => error);
  expect(refusal).toMatchObject({ kind: 'client-misuse' });
  expectNoKey(key, refusal);
});
