import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { startMockServer } from '../index.js';

const text = {
  requestDeserialize: (bytes: Buffer): string => bytes.toString(),
  responseSerialize: (message: string): Buffer => Buffer.from(message),
};
const greeter = {
  hello: { path: '/test.Greeter/Hello', requestStream: false, responseStream: false, ...text },
  bye: { path: '/test.Greeter/Bye', requestStream: false, responseStream: false, ...text },
};

test('another service is served behind the same key check, counted and recorded', async () => {
  await using server = await startMockServer();
  server.addService(greeter, { hello: (name) => `Hello ${name}` as never });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  using stranger = clientFor(server.address);
  expect((await app.raw('/test.Greeter/Hello', Buffer.from('you'))).toString()).toBe('Hello you');
  await expect(stranger.raw('/test.Greeter/Hello')).rejects.toMatchObject({ code: 16 });
  await expect(app.raw('/test.Greeter/Bye')).rejects.toMatchObject({ code: 12 });
  expect(server.requests.map(({ method, outcome, billed }) => [method, outcome, billed])).toEqual([
    ['Hello', 'answered', true],
    ['Hello', 'refused', true],
    ['Bye', 'unmatched', true],
  ]);
});

test('a handler without a method is refused where it is declared', async () => {
  await using server = await startMockServer();
  expect(() => server.addService(greeter, { helo: 'x' } as never)).toThrow(
    'no method "helo". Its methods are hello, bye',
  );
});

test('a health check needs no key, costs nothing and leaves no record', async () => {
  await using server = await startMockServer();
  using anyone = clientFor(server.address);
  const path = '/grpc.health.v1.Health/Check';
  const named = (name: string): Buffer => Buffer.from([0x0a, name.length, ...Buffer.from(name)]);
  expect([...(await anyone.raw(path))]).toEqual([0x08, 1]);
  expect([...(await anyone.raw(path, named('dlubal.api.rfem.Application')))]).toEqual([0x08, 1]);
  await expect(anyone.raw(path, named('test.Greeter'))).rejects.toMatchObject({ code: 5 });
  expect(server.requests).toHaveLength(0);
  expect(server.usage.used).toBe(0);
});
