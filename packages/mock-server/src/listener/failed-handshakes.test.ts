import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import * as grpc from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { type MockServer, startMockServer } from '../index.js';

async function callWith(server: MockServer, roots: string): Promise<void> {
  using app = clientFor(server.address, {
    key: server.key('project_1').reveal(),
    credentials: grpc.credentials.createSsl(Buffer.from(roots)),
  });
  await app.call('getModelList', {}, { deadline: Date.now() + 1_000 }).catch(() => {});
}

test.for([
  ['expired', /^a TLS handshake failed: expired certificate: the client /],
  ['wrong-host', /^a TLS handshake failed: wrong-host certificate: the client /],
  ['untrusted', /^a TLS handshake failed: untrusted certificate: the client /],
] as const)('a client that refuses the %s certificate is reported', async ([certificate, sentence]) => {
  await using server = await startMockServer({ tls: { certificate } });
  const told: string[] = [];
  server.onFailedHandshake((why) => told.push(why));
  await callWith(server, server.ca ?? '');
  await expect.poll(() => server.failedHandshakes.length).toBeGreaterThan(0);
  expect(server.failedHandshakes[0]).toMatch(sentence);
  expect(told).toEqual(server.failedHandshakes);
  expect(server.requests).toEqual([]);
  server.reset();
  expect(server.failedHandshakes).toEqual([]);
});

test('a good handshake is not reported, nor one that an outage prevents', async () => {
  await using server = await startMockServer({ tls: true });
  await callWith(server, server.ca ?? '');
  {
    using _away = server.outage('refuse');
    await callWith(server, server.ca ?? '');
  }
  expect(server.failedHandshakes).toEqual([]);
  expect(server.requests).toHaveLength(1);
});

test('a client that does not speak TLS, or not HTTP/2, is told apart', async () => {
  await using server = await startMockServer({ tls: true });
  const plain = connectPlain(server.port, '127.0.0.1');
  plain.on('error', () => {}).write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  await expect
    .poll(() => server.failedHandshakes)
    .toEqual(['a TLS handshake failed: the client does not speak TLS']);
  const old = connectTls({
    port: server.port,
    host: '127.0.0.1',
    ca: server.ca,
    ALPNProtocols: ['http/1.1'],
  });
  old.on('error', () => {});
  await expect.poll(() => server.failedHandshakes.at(-1)).toContain('does not offer HTTP/2');
  plain.destroy();
  old.destroy();
});
