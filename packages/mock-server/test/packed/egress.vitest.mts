import { connect } from 'node:net';
import { expect, test } from '@dlubal-kit/mock-server/vitest';
import { call } from './call.cjs';

const closed = test.extend({ denyEgress: [true, { scope: 'file' }] });
const dial = (): Promise<Error> =>
  new Promise((resolve) => connect(9, 'dlubal.invalid').on('error', resolve));
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

closed('the mock server may be dialled', async ({ mockServer, apiKey }) => {
  await call(mockServer, apiKey, 'get_model_list');
});

closed.fails('a test fails though its code swallows the error', async () => {
  expect((await dial()).message).toContain('dlubal.invalid:9');
});

closed.concurrent('a test that ends first does not open the way', () => sleep(1));
closed.concurrent('a test that dials nothing passes', () => sleep(60));
closed.concurrent.fails('a test that dials late fails', async () => {
  await sleep(30);
  expect((await dial()).message).toContain(
    'The test "a test that dials late fails" dialled dlubal.invalid:9',
  );
});
