import { expect, test } from 'vitest';
import { error, reply, rpc, startMockServer } from '../src/index.js';
import { clientFor } from './call.js';

// Row 65 of the research, with what handlers.test.ts does not have: handlers that do what none should.

test('65 a handler that never answers is ended by the deadline of the call', async () => {
  await using server = await startMockServer();
  server.use(rpc.calculateAll(() => new Promise(() => {})));
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await expect(app.call('calculateAll', {}, { deadline: Date.now() + 50 })).rejects.toMatchObject({
    code: 4,
  });
  await expect(app.call('getApplicationInfo')).resolves.toBeDefined();
});

test('65 a handler that answers after the server stopped changes nothing', async () => {
  const server = await startMockServer();
  let answer: ((value: object) => void) | undefined;
  server.use(rpc.calculateAll(() => new Promise((resolve) => (answer = resolve))));
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  const call = app.call('calculateAll').catch((thrown) => thrown);
  await expect.poll(() => answer).toBeDefined();
  await server.stop();
  answer?.({ succeeded: true });
  expect(await call).toMatchObject({ code: 14 });
  expect(server.requests[0]).toMatchObject({ outcome: 'cancelled' });
});

test('65 trailers of a megabyte end the call, not the server', async () => {
  await using server = await startMockServer();
  server.use(
    rpc.getModelList(() => reply({}, { trailers: { 'x-huge': 'x'.repeat(1_000_000) } }), { once: true }),
  );
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  const call = app.call('getModelList', {}, { deadline: Date.now() + 2_000 });
  expect(await call.catch((thrown) => thrown.code)).toBeTypeOf('number');
  await expect(app.call('getModelList')).resolves.toEqual({ modelInfo: [] });
});

test('65 CR and LF in a trailer, and an error without a code, are refused where they are written', () => {
  expect(() => reply({}, { trailers: { 'x-a': 'a\r\nb' } })).toThrow('x-a cannot be sent');
  expect(() => error(undefined as never)).toThrow('is not an error that a server can answer with');
  expect(() => error(-1)).toThrow('is not an error that a server can answer with');
});
