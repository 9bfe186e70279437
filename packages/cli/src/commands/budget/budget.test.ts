import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startMockServer } from '@dlubal-kit/mock-server';
import { connect } from '@dlubal-kit/node-client';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { madeKey } from '../../../../../testing/made-keys.js';
import { redisServer, startRedis } from '../../../../../testing/redis-server.js';
import { type TempHome, tempHome } from '../../../../../testing/temp-home.js';
import { runCli } from '../../../test/run-cli.js';

const MONTH = new Date().toISOString().slice(0, 7);

const run = (home: TempHome, argv: string, env: Record<string, string> = {}) =>
  runCli(['budget', ...argv.split(' ').filter(Boolean)], { home: home.path, env });

test('a budget that is set is kept by programs, shown by its bar, and refused where it ends', async () => {
  await using server = await startMockServer();
  using home = tempHome();
  expect((await run(home, 'set --per-month 40 --pool acme')).out).toContain(
    'Pool "acme" has a budget of 40 requests per month',
  );
  if (!onWindows) expect(statSync(join(home.path, '.dlubalrc')).mode & 0o777).toBe(0o600);
  const places = { home: home.path, config: home.configPath, cwd: home.path, env: {} };
  const options = {
    ...places,
    port: server.port,
    apiKeyValue: server.keys.project_1.reveal(),
    checkVersion: false,
  };
  // An option, since the file alone does not count calls to a mock server.
  await using app = await connect({ ...options, rememberLastUsed: false, budget: {} });
  for (let call = 0; call < 10; call += 1) await app.getModelList();
  await app.close();

  const shown = await run(home, '');
  expect(shown.out).toMatch(/^acme {2}█{6}░{18} {2}10 of 40 \(25 %\) {2}\S/m);
  const { pools, month } = JSON.parse((await run(home, '--json')).out);
  expect(month).toBe(MONTH);
  expect(pools).toMatchObject([{ pool: 'acme', used: 10, limit: 40, left: 30, part: 0.25, state: 'open' }]);
});

test('a closed pool says so, and is reopened', async () => {
  await using server = await startMockServer({ monthlyLimit: 0 });
  using home = tempHome();
  const places = { home: home.path, config: home.configPath, cwd: home.path, env: {} };
  const options = {
    ...places,
    port: server.port,
    apiKeyValue: server.keys.project_1.reveal(),
    checkVersion: false,
  };
  await using app = await connect({
    ...options,
    rememberLastUsed: false,
    budget: { pool: 'acme', perMonth: 40 },
  });
  await expect(app.getModelList()).rejects.toMatchObject({ kind: 'access-restricted' });
  expect((await run(home, '')).out).toContain('closed by the server until 1 ');
  await expect(app.getModelList()).rejects.toMatchObject({ kind: 'budget-exhausted' });
  expect((await run(home, 'clear --pool acme')).out).toBe(
    'Pool "acme" is open: programs make calls again.\n',
  );
  await expect(app.getModelList()).rejects.toMatchObject({ kind: 'access-restricted' });
});

test('the count can be corrected, and other lines of .dlubalrc stay', async () => {
  using home = tempHome();
  const file = home.write('.dlubalrc', '; mine\nport = 9001\n');
  await run(home, 'set --per-month 3000 --pool acme');
  await run(home, 'set --used 1840');
  expect(readFileSync(file, 'utf8')).toBe(
    '; mine\nport = 9001\nbudget_per_month = 3000\nbudget_pool = acme\n',
  );
  expect((await run(home, '')).out).toContain('1,840 of 3,000 (61 %)');
});

test('nothing to show, and nothing to do, are said', async () => {
  using home = tempHome();
  expect(await run(home, '')).toMatchObject({ code: 0, out: '' });
  expect((await run(home, '')).err).toContain('dlubal-auth budget set --per-month N');
  expect((await run(home, 'set')).code).toBe(2);
  expect((await run(home, 'clear')).code).toBe(2);
  expect((await run(home, 'set --used 3')).err).toContain('--pool');
  expect((await run(home, `set --per-month 3 --pool ${madeKey()}`)).code).toBe(2);
});

test.skipIf(!redisServer.found)(
  `in Redis the count is the fleet's, and the URL is not shown (${redisServer.found ? 'real Redis' : redisServer.because})`,
  async () => {
    await using redis = await startRedis();
    using home = tempHome();
    using other = tempHome();
    const env = { DLUBAL_BUDGET_REDIS_URL: redis.url };
    await run(home, 'set --used 1840 --pool acme', env);
    const shown = await run(other, '--pool acme', env);
    expect(shown.out).toContain('1,840');
    await redis.kill();
    const down = await run(other, '--pool acme', env);
    expect(down.code).toBe(6);
    for (const text of [shown.out, shown.err, down.out, down.err]) expect(text).not.toContain(redis.password);
  },
);
