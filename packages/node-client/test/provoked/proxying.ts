import type { ConnectOptions } from '../../src/client/connect-options.js';
import { closedPort, type Peer } from '../peers.js';
import { answeringPeer, reticentPeer } from '../silent-peers.js';
import { atPort, type Provocation } from './provocation.js';

const through = (proxy: string): ConnectOptions => ({ url: 'rfem.invalid', port: 9000, tls: false, proxy });
const answering = (line: string) => (): Promise<Peer> =>
  answeringPeer(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`);

const ROWS: readonly [title: string, reason: string, peer: () => Promise<Peer>][] = [
  ['a proxy that is not there', 'refused', async () => atPort(await closedPort())],
  ['a proxy that requires a login', 'http-407', answering('407 Proxy Authentication Required')],
  ['a proxy that forbids the host', 'http-403', answering('403 Forbidden')],
  ['a proxy that does not reach the host', 'http-502', answering('502 Bad Gateway')],
  [
    'a proxy that hangs up',
    'closed',
    () => reticentPeer((socket) => socket.once('data', () => socket.destroy())),
  ],
  ['a proxy that says nothing', 'silent', reticentPeer],
];

/** A proxy is on the way, and does not open it. grpc-js reads its proxy from the environment of the process, and hides the reason. */
export const PROXYING: readonly Provocation[] = [
  ...ROWS.map(([title, reason, peer]) => ({
    title,
    is: ['proxy-failed', reason, 'no'] as const,
    peer,
    by: (port: number) => through(`http://user:secret@127.0.0.1:${port}`),
    grpc: false as const,
  })),
  {
    title: 'a proxy whose name nobody knows',
    is: ['proxy-failed', 'name-not-found', 'no'],
    peer: () => atPort(1),
    by: () => through('http://proxy.invalid:3128'),
    grpc: false,
  },
];
