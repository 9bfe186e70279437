import { rpc, startMockServer } from '@dlubal-kit/mock-server';
import { expect, fakeTimers, test } from '@dlubal-kit/mock-server/vitest';
import { vi } from 'vitest';
import { call } from './call.cjs';

test("key and session are the test's own", async ({ mockServer, apiKey, session }) => {
  session.use(rpc.getApplicationInfo({ name: 'mine' }));
  expect((await call(mockServer, apiKey, 'get_application_info')).toString()).toContain('mine');
  expect(session).toHaveReceivedCall('get_application_info', { times: 1 });
  expect(session).toHaveBilled({ atMost: 1 });
});

test('calls go on under fake timers', async ({ mockServer, apiKey }) => {
  vi.useFakeTimers(fakeTimers);
  await call(mockServer, apiKey, 'get_model_list');
  vi.useRealTimers();
});

const small = test.extend({ mockServerOptions: [{ monthlyLimit: 1 }, { scope: 'file' }] });

small('options reach the server', async ({ mockServer, apiKey }) => {
  await call(mockServer, apiKey, 'get_model_list');
  await expect(call(mockServer, apiKey, 'get_model_list')).rejects.toBeDlubalFailure('access-restricted');
});

test('servers of the global setup and of the test itself are on the bill', async () => {
  const { GLOBAL_ADDRESS: address, GLOBAL_KEY: key } = process.env as Record<string, string>;
  await call({ address }, { reveal: () => key }, 'get_model_list');
  const own = await startMockServer();
  await call(own, own.keys.project_1, 'get_model_list');
  await own.stop();
});
