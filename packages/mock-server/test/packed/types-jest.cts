import { setupMockServer } from '@dlubal-kit/mock-server/jest';

const mock = setupMockServer({ keys: { ci: {} } });
test('is typed', async () => {
  expect(mock.session).toHaveReceivedCall('get_model_list', { times: 1 });
  expect(mock.server).not.toHaveUsedKey(mock.server.keys.ci.label);
  await expect(Promise.reject(new Error('no'))).rejects.toBeDlubalFailure('access-restricted');
  // @ts-expect-error There is no kind of this name.
  expect('').toBeDlubalFailure('no-such-kind');
});
