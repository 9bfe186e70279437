import { setupMockServer } from '@dlubal-kit/mock-server/jest';
import * as jestGlobals from '@jest/globals';
import { call } from './call.cjs';

const { expect, test } = jestGlobals;
const mock = setupMockServer({}, { ...jestGlobals, denyEgress: true });

test('matchers and session are there', async () => {
  await call(mock.server, mock.apiKey, 'get_model_list');
  expect(mock.session).toHaveReceivedCall('get_model_list', { times: 1 });
});
