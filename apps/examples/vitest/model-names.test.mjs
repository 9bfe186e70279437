import { rpc } from '@dlubal-kit/mock-server';
import { expect, test } from '@dlubal-kit/mock-server/vitest';
import { vi } from 'vitest';
import { modelNames } from './model-names.mjs';

test.beforeEach(({ session }) => {
  for (const [name, value] of Object.entries(session.env())) vi.stubEnv(name, value);
});

test('lists the names', async ({ session }) => {
  session.use(rpc.getModelList({ modelInfo: [{ name: 'bridge' }, { name: 'tower' }] }));
  expect(await modelNames()).toEqual(['bridge', 'tower']);
  expect(session).toHaveBilled(1);
});

test.for(['key-refused', 'access-restricted'])('passes on %s, and pays once', async (kind, { session }) => {
  session.play(kind === 'key-refused' ? 'key-revoked' : 'no-permission');
  if (kind === 'key-refused') await modelNames();
  await expect(modelNames()).rejects.toBeDlubalFailure(kind);
  expect(session).toHaveReceivedCall('get_model_list', { times: kind === 'key-refused' ? 2 : 1 });
});
