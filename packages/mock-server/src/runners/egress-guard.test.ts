import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { basename, join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { startMockServer } from '../index.js';
import { EgressGuard } from './egress-guard.js';

/** Windows has named pipes instead, in a place of their own. */
const socketIn = (folder: string): string =>
  onWindows ? `\\\\.\\pipe\\${basename(folder)}` : join(folder, 'socket');

/** Runs work under a guard and takes the guard away again. */
async function guarded(allowed: readonly string[], work: () => Promise<void>): Promise<EgressGuard> {
  const guard = new EgressGuard();
  guard.allow(...allowed);
  guard.start();
  try {
    await work();
  } finally {
    guard.stop();
  }
  return guard;
}

function failing(socket: ReturnType<typeof connect>): Promise<void> {
  return new Promise((resolve) => socket.once('error', () => resolve()));
}

const strangers: [title: string, dial: () => Promise<unknown>, address: string][] = [
  ['connect(port, host)', () => failing(connect(9, 'dlubal.invalid')), 'dlubal.invalid:9'],
  ['connect(options)', () => failing(connect({ port: 9, host: '127.0.0.1' })), '127.0.0.1:9'],
  ['connect(port)', () => failing(connect(9)), 'localhost:9'],
  ['TLS', () => failing(connectTls({ port: 9, host: 'dlubal.invalid' })), 'dlubal.invalid:9'],
  ['fetch', () => fetch('http://dlubal.invalid:8080/').catch(() => {}), 'dlubal.invalid:8080'],
];

test.for(strangers)(
  'a stranger that is dialled by %s is refused and remembered',
  async ([, dial, address]) => {
    const guard = await guarded([], async () => void (await dial()));
    expect(() => guard.check()).toThrow(`A test dialled ${address}, which is not the mock server`);
    expect(() => guard.check()).not.toThrow();
  },
);

test('calls of grpc-js to the mock server pass, to another server they fail without its key in the error', async () => {
  await using server = await startMockServer();
  await using other = await startMockServer();
  const key = server.keys.project_1.reveal();
  const guard = await guarded([server.address], async () => {
    using app = clientFor(server.address, { key });
    using astray = clientFor(other.address, { key });
    await app.call('getModelList');
    await astray.call('getModelList', {}, { deadline: Date.now() + 300 }).catch(() => {});
  });
  expect(() => guard.check()).toThrow(other.address);
  expect(other.requests).toHaveLength(0);
  expectNoKey(key, guard);
});

test('unix sockets and hosts that are listed stay free', async () => {
  using home = tempHome();
  for (const where of [{ port: 0, host: '127.0.0.1' }, { path: socketIn(home.path) }]) {
    const server = createServer().listen(where);
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const guard = await guarded(['127.0.0.1'], async () => {
      const socket = connect('path' in where ? where : { port, host: '127.0.0.1' });
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.destroy();
    });
    server.close();
    expect(() => guard.check()).not.toThrow();
  }
});
