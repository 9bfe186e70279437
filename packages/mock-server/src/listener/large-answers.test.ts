import * as grpc from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { choir, clientOf, hear } from '../../test/choir.js';
import { rpc, startMockServer } from '../index.js';

const MB = 1024 * 1024;

// Both branches of Node's server: each has its own options.
const rows = [false, true].flatMap((tls) => [20, 60].map((size) => ({ tls, size })));

test.for(rows)(
  'small calls next to an answer of $size MB, tls $tls, are all answered',
  { timeout: 30_000 },
  async ({ tls, size }) => {
    await using server = await startMockServer({ tls, journal: { maxBytes: 200 * MB, maxCalls: 100_000 } });
    const value = new Uint8Array(size * MB);
    server.use(
      rpc.getObjectListImpl({ objects: [{ object: { value } }] }),
      rpc.getModelList({ modelInfo: [] }),
    );
    using app = clientFor(server.address, {
      key: server.keys.project_1.reveal(),
      credentials: tls
        ? grpc.credentials.createSsl(Buffer.from(server.ca ?? ''))
        : grpc.credentials.createInsecure(),
      channel: { 'grpc.max_receive_message_length': -1 },
    });
    let running = true;
    const large = app.call('getObjectListImpl').finally(() => {
      running = false;
    });
    let small = 0;
    while (running) {
      await app.call('getModelList');
      small += 1;
    }
    expect((await large).objects[0]?.object?.value).toHaveLength(value.length);
    expect(server.requests).toHaveLength(small + 1);
    expect(server.requests.every(({ outcome }) => outcome === 'answered')).toBe(true);
    expect(small).toBeGreaterThan(1);
    expect(server.openConnections).toBe(1);
  },
);

test('small calls next to a stream of messages of 20 MB are answered between their pieces', async () => {
  await using server = await startMockServer({ journal: { maxBytes: 200 * MB, maxCalls: 100_000 } });
  const verses = ['a', 'b'].map((letter) => letter.repeat(20 * MB));
  server.addService(choir, { sing: (verse) => (verse === 'long' ? verses : ['la']) });
  using app = clientOf(server, undefined, { 'grpc.max_receive_message_length': -1 });
  let running = true;
  const large = hear(app.open('sing', 'long')).finally(() => {
    running = false;
  });
  let small = 0;
  while (running) {
    expect((await hear(app.open('sing', 'short'))).heard).toEqual(['la']);
    small += 1;
  }
  const { heard, code } = await large;
  expect(code).toBe(0);
  expect(heard.map((verse, at) => verse === verses[at])).toEqual([true, true]);
  expect(small).toBeGreaterThan(20);
  expect(server.openConnections).toBe(1);
});
