import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { classifyError } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import * as grpc from '@grpc/grpc-js';
import { expect, test, vi } from 'vitest';
import { type CertificateState, type MockServer, startMockServer } from '../src/index.js';
import { clientFor, type TestClient } from './call.js';

/** A client of the server, with the roots that the server gives or others. */
function appOf(server: MockServer, tls = server.tls): TestClient {
  const roots = typeof tls === 'object' ? Buffer.from(tls.ca) : null;
  const credentials = tls === false ? grpc.credentials.createInsecure() : grpc.credentials.createSsl(roots);
  return clientFor(`localhost:${server.port}`, { key: server.key('project_1').reveal(), credentials });
}

/** What a call ends with: `served`, or the failure. */
async function outcome(app: TestClient, server: MockServer): Promise<unknown> {
  try {
    await app.call('getModelList');
    return 'served';
  } catch (error) {
    expectNoKey(server.key('project_1').reveal(), error);
    return classifyError(error);
  }
}

async function outcomeOf(server: MockServer, tls = server.tls): Promise<unknown> {
  using app = appOf(server, tls);
  return await outcome(app, server);
}

const states: [state: Exclude<CertificateState, 'valid'>, reason: string][] = [
  ['expired', 'certificate-expired'],
  ['not-yet-valid', 'certificate-not-yet-valid'],
  ['wrong-host', 'host-name-mismatch'],
  ['untrusted', 'untrusted-certificate'],
  ['self-signed', 'self-signed'],
];

test('a server with tls: true is served to those who trust its authority', async () => {
  await using server = await startMockServer({ tls: true });
  expect(await outcomeOf(server)).toBe('served');
  expect(server.settings()).toContain('tls = true');
});

test.for(states)('a certificate that is %s is told as tls, %s', async ([certificate, reason]) => {
  await using server = await startMockServer({ tls: { certificate } });
  expect(await outcomeOf(server)).toMatchObject({ kind: 'tls', reason, billed: 'no', exitCode: 7 });
  expect(server.requests).toEqual([]);
});

test('a client that does not trust the authority is told so', async () => {
  await using server = await startMockServer({ tls: true });
  expect(await outcomeOf(server, true)).toMatchObject({ kind: 'tls', reason: 'untrusted-certificate' });
});

test.for(states)('a client that is open meets a certificate that becomes %s', async ([state, reason]) => {
  await using server = await startMockServer({ tls: true });
  using app = appOf(server);
  expect(await outcome(app, server)).toBe('served');
  await server.presentCertificate(state);
  expect(await outcome(app, server)).toMatchObject({ kind: 'tls', reason });
  expect(server.requests).toHaveLength(1);
  server.reset();
  using another = appOf(server);
  expect(await outcome(another, server)).toBe('served');
});

test('a call that is open ends well when the certificate changes', async () => {
  await using server = await startMockServer({ tls: true });
  server.fault('latency', { delayMs: 200 });
  const call = outcomeOf(server);
  await expect.poll(() => server.openConnections).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 80));
  await server.presentCertificate('expired');
  expect(await call).toBe('served');
});

test('reset keeps the connections of a server that still shows its first certificate', async () => {
  await using server = await startMockServer({ tls: true });
  using app = appOf(server);
  await app.call('getModelList');
  server.reset();
  await app.call('getModelList');
  expect(server.openConnections).toBe(1);
});

test('faked timers do not age the certificate', async () => {
  vi.useFakeTimers({ now: new Date('2001-01-01'), toFake: ['Date'] });
  try {
    await using server = await startMockServer({ tls: true });
    expect(await outcomeOf(server)).toBe('served');
  } finally {
    vi.useRealTimers();
  }
});

test('plaintext to a TLS port fails, and no request arrives', async () => {
  await using server = await startMockServer({ tls: true });
  expect(await outcomeOf(server, false)).toMatchObject({
    kind: 'server-unreachable',
    reason: expect.stringMatching(/closed-during-connect|reset/),
    billed: 'no',
  });
  expect(server.requests).toEqual([]);
  expect(await outcomeOf(server)).toBe('served');
});

test('TLS to a plaintext port is told as such', async () => {
  await using server = await startMockServer();
  await using other = await startMockServer({ tls: true });
  expect(await outcomeOf(server, other.tls)).toMatchObject({ kind: 'tls', reason: 'server-is-plaintext' });
  expect(server.requests).toEqual([]);
  expect(await outcomeOf(server)).toBe('served');
});

test('what cannot be shown is refused in words', async () => {
  await using plain = await startMockServer();
  expect([plain.ca, plain.tls]).toEqual([undefined, false]);
  await expect(plain.presentCertificate('expired')).rejects.toThrow('Start it with tls: true');
  await using server = await startMockServer({ tls: true });
  await expect(server.presentCertificate('stale' as never)).rejects.toThrow(
    '"stale" is not a certificate that the server can make. The certificates are valid, expired,',
  );
});

test.for([[{ cert: 'x' }], [{ ca: 'x' }], ['yes'], [null], [{ cert: 'x', key: 'y', certificate: 'valid' }]])(
  'the option tls %j is refused',
  async ([tls]) => {
    await expect(startMockServer({ tls: tls as never })).rejects.toThrow(
      'does not know this value of the option tls',
    );
  },
);

test('a peer that does not close its connection holds up the change for a second at most', async () => {
  await using server = await startMockServer({ tls: true });
  // Spread, since the types do not know this option of Node's.
  const halfOpen = { allowHalfOpen: true };
  const socket = connectTls({ port: server.port, ca: server.ca, ALPNProtocols: ['h2'], ...halfOpen });
  socket.on('error', () => {}).resume();
  socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  socket.write(Buffer.from('000000040000000000', 'hex'));
  await once(socket, 'data');
  const from = performance.now();
  await server.presentCertificate('expired');
  expect(performance.now() - from).toBeLessThan(1_500);
  socket.destroy();
});
