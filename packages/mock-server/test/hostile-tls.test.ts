import { connect as connectTcp } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { certificateAuthority, selfSigned } from '@dlubal-kit/testing/certificates';
import * as grpc from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { startMockServer } from '../src/index.js';
import { clientFor } from './call.js';

const authority = certificateAuthority();
const { certificate: cert, privateKey: key } = authority.issue();
const tls = { cert, key };
const roots = grpc.credentials.createSsl(Buffer.from(authority.root));

/** What a TLS client gets: `open` while it stays open, else how it ended. */
function tlsOutcome(port: number, options: ConnectionOptions, send?: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectTls({ port, host: '127.0.0.1', ca: authority.root, ...options });
    socket.on('secureConnect', () => send && socket.write(send));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.on('close', () => resolve('closed'));
    socket.resume();
    setTimeout(() => {
      resolve('open');
      socket.destroy();
    }, 1_000).unref();
  });
}

test('a TLS server answers clients that trust its authority', async () => {
  await using server = await startMockServer({ tls });
  using app = clientFor(`localhost:${server.port}`, {
    key: server.keys.project_1.reveal(),
    credentials: roots,
  });
  await expect(app.call('getModelList')).resolves.toEqual({ modelInfo: [] });
});

const peers: [title: string, options: ConnectionOptions, send: Buffer | undefined, outcome: RegExp][] = [
  ['without ALPN', {}, undefined, /closed|ECONNRESET|ERR_SSL/],
  ['that speaks HTTP/1.1 only', { ALPNProtocols: ['http/1.1'] }, undefined, /closed|ERR_SSL|ECONNRESET/],
  [
    'with TLS 1.1',
    { ALPNProtocols: ['h2'], maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1' },
    undefined,
    /ERR_SSL|EPROTO/,
  ],
  [
    'that sends garbage after the handshake',
    { ALPNProtocols: ['h2'] },
    Buffer.alloc(100, 7),
    /closed|ECONNRESET/,
  ],
];

test.for(peers)('59 a peer %s is turned away, and others are served', async ([, options, send, outcome]) => {
  await using server = await startMockServer({ tls, handshakeTimeoutMs: 200 });
  expect(await tlsOutcome(server.port, options, send)).toMatch(outcome);
  using app = clientFor(`localhost:${server.port}`, {
    key: server.keys.project_1.reveal(),
    credentials: roots,
  });
  await expect(app.call('getModelList')).resolves.toBeDefined();
});

test('59 plaintext on a TLS port is turned away, and others are served', async () => {
  await using server = await startMockServer({ tls });
  const secret = server.keys.project_1.reveal();
  using plain = clientFor(server.address, { key: secret });
  await expect(plain.call('getModelList', {}, { deadline: Date.now() + 500 })).rejects.toMatchObject({
    code: expect.any(Number),
  });
  using app = clientFor(`localhost:${server.port}`, { key: secret, credentials: roots });
  await expect(app.call('getModelList')).resolves.toBeDefined();
});

test('60 a handshake that stops half-way does not keep the server from stopping', async () => {
  const server = await startMockServer({ tls });
  const socket = connectTcp(server.port, '127.0.0.1')
    .on('error', () => {})
    .resume();
  socket.write(Buffer.from('16030100c8010000c40303', 'hex'));
  await expect.poll(() => server.openConnections).toBe(1);
  const from = performance.now();
  await server.stop();
  expect(performance.now() - from).toBeLessThan(500);
});

test('61 a server that asks for certificates serves only clients that have one of its authority', async () => {
  const good = authority.issue();
  const stranger = selfSigned();
  const late = authority.issue({ validFrom: -10, validTo: -5 });
  await using server = await startMockServer({ tls: { ...tls, ca: authority.root } });
  const secret = server.keys.project_1.reveal();
  const outcome = async (pair?: { certificate: string; privateKey: string }): Promise<number> => {
    const credentials =
      pair === undefined
        ? roots
        : grpc.credentials.createSsl(
            Buffer.from(authority.root),
            Buffer.from(pair.privateKey),
            Buffer.from(pair.certificate),
          );
    using app = clientFor(`localhost:${server.port}`, { key: secret, credentials });
    return await app.call('getModelList', {}, { deadline: Date.now() + 1_000 }).then(
      () => 0,
      (failure) => failure.code,
    );
  };
  expect(await outcome(good)).toBe(0);
  for (const bad of [undefined, stranger, late]) expect(await outcome(bad)).toBe(14);
  expect(server.requests).toHaveLength(1);
});
