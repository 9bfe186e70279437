import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiKey } from '@dlubal-kit/auth-core';
import { startMockServer } from '@dlubal-kit/mock-server';
import { startRecorder } from '@dlubal-kit/mock-server/scenario';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { afterAll, expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import { gather } from '../gather/gather.js';
import { findBudget } from './find-budget.js';

const mock = await startMockServer();
const recorder = await startRecorder({ to: { host: '127.0.0.1', port: mock.port } });
afterAll(async () => {
  await recorder.stop();
  await mock.stop();
});
const elsewhere = '127.0.0.1:1';

/** Whether calls to a server are counted, by a program that names no home folder, for a user whose `.dlubalrc` has a budget. */
async function isCounted(
  url: string,
  more: { budget?: object; namesHome?: boolean; env?: object },
): Promise<boolean> {
  const home = tempFolder();
  writeFileSync(join(home, '.dlubalrc'), 'budget_per_month = 5\n');
  const options = { home, cwd: home, config: join(home, 'config.ini'), env: { ...more.env }, url };
  const gathered = { ...gather(options), options: more.namesHome === true ? options : {} };
  const key = ApiKey.parse(madeKey());
  const budget = await findBudget({ budget: more.budget, gathered, key, warn: () => {} });
  await budget?.end();
  return budget !== undefined;
}

test.for([
  ['a real server', elsewhere, {}, true],
  ['a mock server of this process', mock.address, {}, false],
  [
    'the mock server that the environment names',
    elsewhere,
    { env: { DLUBAL_MOCK_ADDRESS: elsewhere } },
    false,
  ],
  ['another one', elsewhere, { env: { DLUBAL_MOCK_ADDRESS: '127.0.0.1:2' } }, true],
  ['a recorder in front of a real server', recorder.address, {}, true],
  ['a mock server, by a program that names a budget', mock.address, { budget: {} }, true],
  ['a mock server, by a program that names a home folder', mock.address, { namesHome: true }, true],
] as const)('the budget of ~/.dlubalrc counts calls to %s: %s', async ([, url, more, counted]) => {
  expect(await isCounted(url, more)).toBe(counted);
});
