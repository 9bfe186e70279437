import { AsyncLocalStorage } from 'node:async_hooks';
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
import { GuardedTest } from './guarded-test.js';

/** Windows has named pipes instead, in a place of their own. */
const socketIn = (folder: string): string =>
  onWindows ? `\\\\.\\pipe\\${basename(folder)}` : join(folder, 'socket');

/** Runs work as a test under a guard, and gives what the guard says at its end. */
async function guarded(allowed: readonly string[], work: () => Promise<void>): Promise<Error | undefined> {
  const test = new GuardedTest('The test "t"', allowed);
  const guard = new EgressGuard(() => test);
  guard.begin(test);
  try {
    await work();
    guard.end(test);
  } catch (error) {
    return error as Error;
  }
  return undefined;
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
    const refusal = await guarded([], async () => void (await dial()));
    expect(refusal?.message).toContain(`The test "t" dialled ${address}, which is not a mock server`);
  },
);

test('calls of grpc-js to another server fail without its key in the error', async () => {
  await using server = await startMockServer();
  const key = server.keys.project_1.reveal();
  const foreign = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => foreign.once('listening', resolve));
  const address = `127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  const refusal = await guarded([], async () => {
    using astray = clientFor(address, { key });
    await astray.call('getModelList', {}, { deadline: Date.now() + 300 }).catch(() => {});
  });
  foreign.close();
  expect(refusal?.message).toContain(address);
  expectNoKey(key, refusal);
});

test.for(['127.0.0.1', 'localhost', 'LOCALHOST', 'api.localhost', '127.0.0.9', '::1', '0.0.0.0', '::'])(
  'each mock server of this process may be dialled as %s until it stops',
  async (host) => {
    const servers = [await startMockServer(), await startMockServer()];
    // What its sockets say, not the guard: grpc-js of an earlier test may still dial.
    const refusals = async (): Promise<number> => {
      const said: string[] = [];
      await guarded([], async () => {
        for (const { port } of servers) {
          const socket = connect({ port, host }).on('error', ({ message }) => said.push(message));
          await new Promise((resolve) => socket.once('connect', resolve).once('error', resolve));
          socket.destroy();
        }
      });
      return said.filter((message) => message.includes('is not a mock server')).length;
    };
    expect(await refusals()).toBe(0);
    for (const server of servers) await server.stop();
    expect(await refusals()).toBe(2);
  },
);

test('of tests that run at the same time, the one that dialled is told', async () => {
  const context = new AsyncLocalStorage<GuardedTest>();
  const guard = new EgressGuard(() => context.getStore());
  const [quick, slow, open] = [true, true, false].map((deny, at) => new GuardedTest(`test ${at}`, deny));
  if (!quick || !slow || !open) throw new Error('unreachable');
  for (const test of [quick, slow, open]) guard.begin(test);
  const dial = (test: GuardedTest): Promise<void> =>
    context.run(test, () => failing(connect({ port: 9, host: '127.0.0.1' })));
  await dial(open);
  guard.end(quick);
  await dial(slow);
  expect(() => guard.end(slow)).toThrow('test 1 dialled 127.0.0.1:9');
  guard.begin(slow);
  await dial(quick);
  expect(slow.refused.at(-1)?.message).toContain('test 0, which had ended, dialled');
  expect(quick.refused).toEqual([]);
  guard.end(open);
  expect(() => guard.end(slow)).toThrow();
});

test.for([['http://x'], 'x', 7, [7], null] as never[])('denyEgress %j is refused', (wrong) => {
  expect(() => new GuardedTest('t', wrong)).toThrow('a list of hosts');
});

test('unix sockets and hosts that are listed stay free', async () => {
  using home = tempHome();
  for (const where of [{ port: 0, host: '127.0.0.1' }, { path: socketIn(home.path) }]) {
    const server = createServer().listen(where);
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const refusal = await guarded(['127.0.0.1'], async () => {
      const socket = connect('path' in where ? where : { port, host: '127.0.0.1' });
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.destroy();
    });
    server.close();
    expect(refusal).toBeUndefined();
  }
});
