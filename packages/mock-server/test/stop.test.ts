import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { underWine } from '@dlubal-kit/testing/skip-on-windows';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { rpc, startMockServer } from '../src/index.js';
import { clientFor } from './call.js';

const QUICK_MS = underWine ? 5_000 : 500;

async function openSocket(port: number, bytes?: string | Buffer): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {}).resume();
  await new Promise((resolve) => socket.once('connect', resolve));
  if (bytes !== undefined) socket.write(bytes);
  return socket;
}

async function stopMs(server: { stop(): Promise<void> }): Promise<number> {
  const from = performance.now();
  await server.stop();
  return performance.now() - from;
}

test('stop ends silent sockets and half a greeting at once', async () => {
  const server = await startMockServer();
  const sockets = [await openSocket(server.port), await openSocket(server.port, 'PRI * HTT')];
  const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  expect(await stopMs(server)).toBeLessThan(QUICK_MS);
  await Promise.all(closed);
});

test('stop ends a call that waits, and the client is told why', async () => {
  const server = await startMockServer();
  server.use(rpc.getModelList(() => new Promise(() => {})));
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  const call = app.call('getModelList').catch((failure) => failure);
  await expect.poll(() => server.requests.length).toBe(1);
  expect(await stopMs(server)).toBeLessThan(QUICK_MS);
  expect(await call).toMatchObject({ code: 14, details: 'The mock server was stopped.' });
});

test('a second stop gives the same promise', async () => {
  const server = await startMockServer();
  expect(server.stop()).toBe(server.stop());
  await server.stop();
});

test('the port is free after stop', async () => {
  const first = await startMockServer();
  const { port } = first;
  await first.stop();
  await using second = await startMockServer({ port });
  expect(second.port).toBe(port);
});

test('a port in use is named with the way out', async () => {
  await using server = await startMockServer();
  await expect(startMockServer({ port: server.port })).rejects.toThrow(
    `The mock server cannot listen on 127.0.0.1:${server.port}: the port is in use. Choose another port, or 0 for a free one.`,
  );
});

test('stop with 100 open connections is quick', async () => {
  const server = await startMockServer();
  const key = server.keys.project_1.reveal();
  const apps = Array.from({ length: 100 }, () => clientFor(server.address, { key }));
  await Promise.all(apps.map((app) => app.call('getModelList')));
  expect(await stopMs(server)).toBeLessThan(QUICK_MS);
  for (const app of apps) app[Symbol.dispose]();
});

test('a program that forgets to stop the server, and a wait for a call, still ends', async () => {
  const bundled = await bundle(`
    import { startMockServer } from './src/index.ts';
    import { connect } from 'node:http2';
    const server = await startMockServer();
    const client = connect('http://' + server.address);
    await new Promise((resolve) => client.once('remoteSettings', resolve));
    client.unref();
    void server.waitForRequest('createModel', { timeoutMs: 600_000 });
    console.log('not stopped');
  `);
  const child = spawn(process.execPath, ['--input-type=module', '-']);
  child.stdin.end(bundled);
  const timer = setTimeout(() => child.kill(), 8_000);
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(timer);
  expect({ code, out }).toEqual({ code: 0, out: 'not stopped\n' });
});

async function bundle(program: string): Promise<string> {
  const result = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL('..', import.meta.url)), loader: 'ts' },
    alias: {
      '@dlubal-kit/auth-core': fileURLToPath(new URL('../../auth-core/src/index.ts', import.meta.url)),
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
  return result.outputFiles[0]?.text ?? '';
}
