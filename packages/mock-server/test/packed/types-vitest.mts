import { expect, test } from '@dlubal-kit/mock-server/vitest';

test('is typed', async ({ mockServer, apiKey, session, denyEgress }) => {
  expect(session).toHaveReceivedCall('get_model_list', { times: 1 });
  expect(mockServer).not.toHaveUsedKey(apiKey.label);
  await expect(Promise.reject(new Error(String(denyEgress)))).rejects.toBeDlubalFailure('access-restricted');
  // @ts-expect-error There is no kind of this name.
  expect('').toBeDlubalFailure('no-such-kind');
});
test.extend({ mockServerOptions: [{ monthlyLimit: 1 }, { scope: 'file' }] });
