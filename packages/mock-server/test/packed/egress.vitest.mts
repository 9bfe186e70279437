import { connect } from 'node:net';
import { expect, test } from '@dlubal-kit/mock-server/vitest';
import { call } from './call.cjs';

const closed = test.extend({ denyEgress: [true, { scope: 'file' }] });

closed('the mock server may be dialled', async ({ mockServer, apiKey }) => {
  await call(mockServer, apiKey, 'get_model_list');
});

closed.fails('a test fails though its code swallows the error', async () => {
  const error = await new Promise<Error>((resolve) => connect(9, 'dlubal.invalid').on('error', resolve));
  expect(error.message).toContain('dlubal.invalid:9');
});
