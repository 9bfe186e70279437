import { spawn } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { CertifiedKey } from '@dlubal-kit/testing/certificates';
import { listening, type Peer } from './peers.js';

/** A peer whose open connections can be counted. */
export interface CountedPeer extends Peer {
  readonly open: () => number;
}

/** Takes connections, and does no more than `react` says. */
export async function reticentPeer(
  react: (socket: Socket) => void = (socket) => void socket.resume(),
): Promise<CountedPeer> {
  let open = 0;
  const server = createServer((socket) => {
    open += 1;
    socket.on('close', () => {
      open -= 1;
    });
    react(socket);
  });
  return { ...(await listening(server)), open: () => open };
}

/** Finishes a TLS handshake, and says nothing in it. */
export function muteTlsPeer({ privateKey, certificate }: CertifiedKey): Promise<CountedPeer> {
  return reticentPeer((socket) => {
    const options = { isServer: true, key: privateKey, cert: certificate, ALPNProtocols: ['h2'] };
    new TLSSocket(socket, options).on('error', () => {}).resume();
  });
}

/** Answers whatever comes with these bytes, and keeps the connection. */
export const answeringPeer = (bytes: string | Buffer): Promise<CountedPeer> =>
  reticentPeer((socket) => socket.once('data', () => socket.write(bytes)));

const LISTEN = `
import socket, sys, time
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(0)
full = [socket.socket() for _ in range(4)]
for c in full:
    c.setblocking(False); c.connect_ex(s.getsockname())
time.sleep(0.2); print(s.getsockname()[1], flush=True); sys.stdin.read()
`;

/** A port whose queue is full: the system drops what a new client sends, as a firewall does. */
export async function droppingPeer(python: string): Promise<Peer> {
  const child = spawn(python, ['-c', LISTEN], { stdio: ['pipe', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (line) => resolve(Number(line))),
  );
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
    },
  };
}
