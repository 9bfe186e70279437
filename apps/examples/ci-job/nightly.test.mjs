import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@dlubal-kit/mock-server/vitest';

const nightly = (session) =>
  promisify(execFile)(process.execPath, ['nightly.mjs'], { env: { ...process.env, ...session.env() } });

test('counts the models, for one request', async ({ session }) => {
  expect((await nightly(session)).stdout).toBe('0 open models\n');
  expect(session).toHaveBilled(1);
});

test('ends with exit code 5 where permission is missing', async ({ session }) => {
  session.play('no-permission');
  await expect(nightly(session)).rejects.toMatchObject({ code: 5 });
});
