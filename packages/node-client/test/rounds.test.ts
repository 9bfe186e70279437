import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startMockServer } from '@dlubal-kit/mock-server';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { connect } from '../src/index.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function heapUsed(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
  return process.memoryUsage().heapUsed;
}

const sockets = (): number =>
  process.getActiveResourcesInfo().filter((resource) => /TCP(?:Socket)?Wrap|Timeout/.test(resource)).length;

test.for([
  ['without a call', 10_000, false],
  ['with a call each', 200, true],
] as const)(
  '%s, %i rounds of connect and close leave heap and sockets as they were',
  { timeout: 120_000 },
  async ([, rounds, calls]) => {
    const key = madeKey();
    await using server = await startMockServer({ keys: [key], journal: { maxCalls: 10 } });
    const options = {
      apiKeyValue: key,
      port: server.port,
      checkVersion: false,
      env: {},
      cwd: '/',
      home: '/',
    };
    const round = async (): Promise<void> => {
      const app = await connect(options);
      if (calls) await app.getModelList();
      await app.close();
    };
    for (let warm = 0; warm < 100; warm += 1) await round();
    const [heap, open] = [await heapUsed(), sockets()];
    for (let made = 0; made < rounds; made += 1) await round();
    expect((await heapUsed()) - heap).toBeLessThan(3_000_000);
    await expect.poll(() => sockets() - open).toBeLessThanOrEqual(2);
  },
);
