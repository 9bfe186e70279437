import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { whyNoLinuxProgram } from '@dlubal-kit/testing/skip-on-windows';
import { closedPort, type Peer } from './peers.js';

const NGINX = '/usr/sbin/nginx';

/** Why the tests behind nginx are skipped; undefined where it runs. */
export const noNginx: string | undefined = whyNoLinuxProgram(NGINX);

/**
 * Debian's nginx in front of a gRPC server.
 *
 * @param behind Port of the server.
 * @param more Lines of the `server` block.
 */
export async function nginxPeer(behind: number, more = ''): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  const port = await closedPort();
  writeFileSync(join(folder, 'nginx.conf'), config(folder, port, behind, more));
  const child = spawn(NGINX, ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], {
    stdio: 'ignore',
  });
  await untilListening(port);
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

const config = (folder: string, port: number, behind: number, more: string): string => `
daemon off; worker_processes 1; pid ${folder}/pid; user root;
events { worker_connections 512; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port} http2;
    ${more}
    location / { grpc_pass grpc://127.0.0.1:${behind}; }
  }
}`;

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isThere) return;
    await wait(25);
  }
  throw new Error('nginx did not start');
}
