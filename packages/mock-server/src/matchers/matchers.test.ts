import { REFUSALS } from '@dlubal-kit/auth-core';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { vi } from 'vitest';
import { clientFor } from '../../test/call.js';
import { rpc, startMockServer } from '../index.js';
import { refuseRealKey } from '../runners/refuse-real-key.js';
import { expect, fakeTimers, test } from '../vitest.js';

test('a test reads as a sentence', async ({ mockServer, apiKey, session }) => {
  using app = clientFor(mockServer.address, { key: apiKey.reveal() });
  await app.call('getApplicationInfo');
  expect(session).toHaveReceivedCall('get_application_info', { times: 1 });
  expect(session).not.toHaveReceivedCall('createModel');
  expect(session).toHaveUsedKey(apiKey.label);
  expect(session).toHaveBilled({ atMost: 3 });
  expect(session).toHaveBilled(1);
  expect(session).toHaveNoUnhandledCalls();
});

test('a failure message shows what was wanted and the last calls', async ({
  mockServer,
  apiKey,
  session,
}) => {
  using app = clientFor(mockServer.address, { key: apiKey.reveal() });
  await app.call('createModel', { name: 'hall' });
  const wrong = (): void => expect(session).toHaveReceivedCall('create_model', { times: 2 });
  expect(wrong).toThrow(
    `Expected 2 calls: create_model\nReceived 1. The last calls:\n  ${session.requests[0]?.seq}. create_model by ${apiKey.label}: OK`,
  );
  expect(() => expect(session).toHaveBilled({ atMost: 0 })).toThrow(
    'Expected 0 billed requests; there were 1',
  );
  expect(() => expect(session).not.toHaveReceivedCall('createModel', { request: { name: 'hall' } })).toThrow(
    'Expected no such call: createModel with {"request":{"name":"hall"}}',
  );
  expect(() => expect(5).toHaveBilled(1)).toThrow('toHaveBilled needs a mock server or a session of one');
});

test('a request that no call had is shown next to the closest, in what was asked for and without keys', async ({
  mockServer,
  apiKey,
  session,
}) => {
  using app = clientFor(mockServer.address, { key: apiKey.reveal() });
  await app.call('createModel', { name: apiKey.reveal() });
  await app.call('createModel', { name: 'hall' });
  await app.call('getModelList');
  const failure = (request: object): string => {
    try {
      expect(session).toHaveReceivedCall('createModel', { request });
    } catch (error) {
      return String(error);
    }
    return '';
  };
  const said = failure({ name: 'house' });
  expect(said).toContain(`The closest, call ${session.requests[1]?.seq}, has another request:`);
  expect(said).toMatch(/-.*"name": "house".*\+.*"name": "hall"/s);
  expect(said).not.toContain('templateName');
  expect(failure({ name: 'house', nothing: 1 })).not.toContain(apiKey.reveal());
  session.reset();
  await app.call('createModel', { name: apiKey.reveal() });
  expect(failure({ name: 'house' })).toContain('The closest');
  expect(failure({ name: 'house' })).not.toContain(apiKey.reveal());
});

test('errors are told by kind', async ({ mockServer, apiKey, session }) => {
  using app = clientFor(mockServer.address, { key: apiKey.reveal() });
  session.play('no-permission');
  await expect(app.call('getModelList')).rejects.toBeDlubalFailure('access-restricted');
  expect(REFUSALS['key-refused'].details).not.toBeDlubalFailure('access-restricted');
  const refusal = Object.assign(new Error('x'), { code: 16, details: REFUSALS['key-refused'].details });
  expect(() => expect(refusal).toBeDlubalFailure('access-restricted')).toThrow(
    'Expected the failure access-restricted, and got key-refused',
  );
  expect(() => expect(refusal).toBeDlubalFailure('nonsense' as never)).toThrow(
    'There is no kind of failure "nonsense"',
  );
});

test('a key in a text, an object or an error is found, and the message does not show it', () => {
  const key = madeKey();
  expect('all is well').toContainNoApiKey();
  const circle: Record<string, unknown> = { at: 1n, inner: { key } };
  circle.self = circle;
  const leaks = [
    `key=${key}`,
    { key },
    new Error(`with ${key}`),
    new Error('outer', { cause: new Error(key) }),
    { errors: [new Error(key)] },
    new Map([[{ deep: { deeper: { deepest: 1 } } }, new Set([key])]]),
    { key, count: 1n },
    circle,
  ];
  for (const leak of leaks) {
    let message = '';
    try {
      expect(leak).toContainNoApiKey();
    } catch (failure) {
      message = String(failure);
    }
    expect(message).toContain('Expected no API key. Found one in:');
    expect(message).not.toContain(key.slice(3));
  }
});

test.concurrent('tests at the same time have worlds of their own, first', async ({
  mockServer,
  apiKey,
  session,
}) => {
  session.use(rpc.getApplicationInfo({ name: 'first' }));
  using app = clientFor(mockServer.address, { key: apiKey.reveal() });
  expect((await app.call('getApplicationInfo')).name).toBe('first');
});

test.concurrent('tests at the same time have worlds of their own, second', async ({ mockServer, apiKey }) => {
  using app = clientFor(mockServer.address, { key: apiKey.reveal() });
  expect((await app.call('getApplicationInfo')).name).toBe('RFEM');
});

test('calls go on under fake timers', async ({ mockServer, apiKey }) => {
  vi.useFakeTimers(fakeTimers);
  try {
    using app = clientFor(mockServer.address, { key: apiKey.reveal() });
    await expect(app.call('getModelList')).resolves.toEqual({ modelInfo: [] });
  } finally {
    vi.useRealTimers();
  }
});

test('a key in the environment that the server did not make stops the run', async () => {
  await using server = await startMockServer();
  const real = madeKey();
  refuseRealKey({}, server.keys);
  refuseRealKey(server.env(), server.keys);
  expect(() => refuseRealKey({ DLUBAL_API_KEY: real }, server.keys)).toThrow(
    `DLUBAL_API_KEY holds ak-…${real.slice(-4)}, which the mock server did not make`,
  );
});
