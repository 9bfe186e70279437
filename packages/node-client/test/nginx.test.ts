import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMockServer } from '@dlubal-kit/mock-server';
import { whyNoLinuxProgram } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { connect } from '../src/index.js';

const nginx = '/usr/sbin/nginx';
const missing = whyNoLinuxProgram(nginx);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** nginx in front of a gRPC server: 1 MB for a body as it comes, and 50 requests a connection instead of 1,000. */
async function behindNginx(to: number): Promise<AsyncDisposable & { readonly port: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  mkdirSync(join(folder, 'tmp'));
  const port = await freePort();
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/tmp/${name};`)
    .join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1; events {}
     http { access_log off; ${paths} keepalive_requests 50; server { listen 127.0.0.1:${port} http2; location / { grpc_pass grpc://127.0.0.1:${to}; } } }`,
  );
  const child = spawn(
    nginx,
    ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')],
    {
      stdio: 'ignore',
    },
  );
  await listens(child, port);
  return {
    port,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listens(child: ChildProcess, port: number): Promise<void> {
  const { connect: connectTcp } = await import('node:net');
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}.`);
    const socket = connectTcp(port, '127.0.0.1');
    const open = await new Promise<boolean>((go) => {
      socket.once('connect', () => go(true)).once('error', () => go(false));
    });
    socket.destroy();
    if (open) return;
    await new Promise((go) => setTimeout(go, 25));
  }
  throw new Error('nginx does not listen.');
}

test(`calls pass nginx, one after the other, past the end of its connections`, {
  timeout: 60_000,
}, async (context) => {
  context.skip(missing !== undefined, missing);
  await using server = await startMockServer();
  await using proxy = await behindNginx(server.port);
  await using app = await connect({ port: proxy.port, apiKeyValue: server.keys.project_1.reveal() });
  for (let call = 0; call < 120; call += 1) await app.getModelList();
  // The handshake of connect, and one more where it asks for the version.
  expect(server.usage.used).toBeGreaterThanOrEqual(120);
});

test(`a request beyond nginx's 1 MB says so, and is not billed`, { timeout: 60_000 }, async (context) => {
  context.skip(missing !== undefined, missing);
  await using server = await startMockServer();
  await using proxy = await behindNginx(server.port);
  await using app = await connect({ port: proxy.port, apiKeyValue: server.keys.project_1.reveal() });
  const before = server.spent;
  await expect(app.createModel({ name: 'x'.repeat(3_000_000) })).rejects.toMatchObject({
    failure: { kind: 'not-a-grpc-server', reason: 'http-413' },
  });
  expect(server.spent).toBe(before);
  await expect(app.createModel({ name: 'x'.repeat(500_000) })).resolves.toMatchObject({
    guid: expect.any(String),
  });
});

test(`a server that is away behind nginx is reported`, async (context) => {
  context.skip(missing !== undefined, missing);
  await using server = await startMockServer();
  await using proxy = await behindNginx(server.port);
  await using app = await connect({ port: proxy.port, apiKeyValue: server.keys.project_1.reveal() });
  await server.stop();
  await expect(app.getModelList()).rejects.toMatchObject({ failure: { reason: 'http-502' } });
});
