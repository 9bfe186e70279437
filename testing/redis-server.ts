import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { whyNoLinuxProgram } from './skip-on-windows.js';

const BINARY = '/usr/bin/redis-server';

/** Whether Debian's redis-server is installed, or the reason why a test with it is skipped. */
export const redisServer: { readonly found: boolean; readonly because: string } = {
  found: whyNoLinuxProgram(BINARY) === undefined,
  because: whyNoLinuxProgram(BINARY) ?? '',
};

/** A real Redis on a free port of this machine, with a password and a folder of its own, and nothing that persists. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  readonly password: string;
  /** Ends it as a crash would: everything it stored is lost. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
}

/**
 * Starts Debian's redis-server.
 *
 * @example
 * test.skipIf(!redisServer.found)(`counts (${redisServer.found ? 'real Redis' : redisServer.because})`, async () => {
 *   await using redis = await startRedis();
 * });
 */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'dlubal-kit-redis-'));
  const password = `secret-${port}-${Math.random().toString(36).slice(2)}`;
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const options = {
      port,
      bind: '127.0.0.1',
      dir: folder,
      save: '',
      appendonly: 'no',
      requirepass: password,
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    child = spawn(BINARY, args, { stdio: 'ignore' });
    await untilOpen(port);
  };
  const kill = async (): Promise<void> => {
    const ending = child;
    child = undefined;
    if (ending === undefined) return;
    const ended = new Promise((done) => ending.once('exit', done));
    ending.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    password,
    start,
    kill,
    [Symbol.asyncDispose]: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function untilOpen(port: number): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await accepts(port))) {
    if (performance.now() > deadline) throw new Error('redis-server did not start within 10 seconds');
    await sleep(20);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection(port, '127.0.0.1')
      .once('connect', () => {
        socket.destroy();
        done(true);
      })
      .once('error', () => done(false));
  });
}
