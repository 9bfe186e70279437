import { spawn } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { beforeAll, expect, test } from 'vitest';
import { bundledCli } from './bundled-cli.js';

let script = '';
beforeAll(async () => {
  script = await bundledCli();
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly ms: number;
}

function runAsProcess(argv: readonly string[], env: Record<string, string>): Promise<Ended> {
  const started = performance.now();
  const child = spawn(process.execPath, [script, ...argv], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, ms: performance.now() - started }));
  });
}

const PROXY_407 = 'HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n';

test.for<[string, readonly string[], (socket: Socket) => void]>([
  ['a silent peer', ['--port', '{port}'], () => {}],
  ['a silent peer, and TLS', ['--port', '{port}', '--tls'], () => {}],
  [
    'a proxy that answers 407 and keeps the connection',
    ['--url', 'rfem.invalid', '--no-tls'],
    (socket) => socket.once('data', () => socket.write(PROXY_407)),
  ],
])('check ends by itself: %s', { timeout: 60_000 }, async ([, argv, react]) => {
  using home = tempHome();
  const server = createServer((socket) => react(socket.on('error', () => {}))).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const env = {
    HOME: home.path,
    PATH: process.env.PATH ?? '',
    DLUBAL_API_KEY: madeKey(),
    http_proxy: `http://127.0.0.1:${port}`,
  };
  const filled = argv.map((word) => word.replace('{port}', String(port)));
  const { code, out, ms } = await runAsProcess(
    ['check', '--json', '--quiet', '--deadline', '400', ...filled],
    env,
  );
  server.close();
  expect([code, JSON.parse(out).ok]).toEqual([6, false]);
  expect(ms).toBeLessThan(25_000);
});
