import { startMockServer } from '@dlubal-kit/mock-server';
import { startRecorder } from '@dlubal-kit/mock-server/scenario';
import { expect, test } from 'vitest';
import { parseAddress } from './address.js';
import { costsNothing } from './costs-nothing.js';

test.each([
  ['127.0.0.1:9000', {}, false],
  ['127.0.0.1:9000', { DLUBAL_MOCK_ADDRESS: '127.0.0.1:9000' }, true],
  ['127.0.0.1:9001', { DLUBAL_MOCK_ADDRESS: '127.0.0.1:9000' }, false],
  ['rfem.example:9000', { DLUBAL_MOCK_ADDRESS: 'rfem.example:9000' }, false],
])('%s with %j: %s', (url, env, free) => {
  expect(costsNothing(parseAddress(url), env)).toBe(free);
});

test('a mock server of this process is free until it stops; a recorder is not, whatever the environment says', async () => {
  await using server = await startMockServer();
  const mock = parseAddress(server.address);
  await using recorder = await startRecorder({ to: { host: '127.0.0.1', port: server.port } });
  const env = { DLUBAL_MOCK_ADDRESS: recorder.address };
  expect(costsNothing(parseAddress(recorder.address), env)).toBe(false);
  expect(costsNothing(mock, {})).toBe(true);
  expect(costsNothing({ ...mock, loopback: false }, {})).toBe(false);
  await server.stop();
  expect(costsNothing(mock, {})).toBe(false);
});
