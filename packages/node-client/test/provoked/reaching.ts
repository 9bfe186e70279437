import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateAuthority } from '@dlubal-kit/testing/certificates';
import { skipOnWindows, skipUnderWine } from '@dlubal-kit/testing/skip-on-windows';
import type { TestContext } from 'vitest';
import type { ConnectOptions } from '../../src/client/connect-options.js';
import { closedPort, http1Peer, type Peer } from '../peers.js';
import { muteTlsPeer, reticentPeer } from '../silent-peers.js';
import { atPort, type Provocation } from './provocation.js';

const closed = async (): Promise<Peer> => atPort(await closedPort());
const folder = mkdtempSync(join(tmpdir(), 'provoked-'));
const plainFile = join(folder, 'file');
writeFileSync(plainFile, '');

const at = (url: string, port?: number): ConnectOptions => ({ url, port, tls: false });
const saying = (text: string) => (): Promise<Peer> => reticentPeer((socket) => socket.write(text));
const noSocketFiles = (context: TestContext): void => skipOnWindows(context, 'no unix sockets');
const SILENT = ['server-unreachable', 'silent', 'no'] as const;
const REFUSED = ['server-unreachable', 'refused', 'no'] as const;
const CLOSED = ['server-unreachable', 'closed-during-connect', 'no'] as const;
const NOT_HTTP2 = ['not-a-grpc-server', 'not-http2', 'no'] as const;
const HALF_A_FRAME = Buffer.from('000006040000', 'hex');
const SETTINGS = Buffer.from('000000040000000000', 'hex');

/** No connection is made, so nothing was billed. */
export const REACHING: readonly Provocation[] = [
  { title: 'a port that nobody listens on', is: REFUSED, peer: closed },
  { title: 'the same by name', is: REFUSED, peer: closed, by: (port) => at('localhost', port) },
  { title: 'the same over IPv6', is: REFUSED, peer: closed, by: (port) => at('::1', port) },
  {
    title: 'a socket file that does not exist',
    is: ['server-unreachable', 'socket-file-missing', 'no'],
    peer: closed,
    by: () => at(`unix:${join(folder, 'none')}`),
    skip: noSocketFiles,
  },
  {
    title: 'a file that is not a socket',
    is: REFUSED,
    peer: closed,
    by: () => at(`unix:${plainFile}`),
    skip: noSocketFiles,
  },
  {
    title: 'a name that nobody knows',
    is: ['name-not-found', '', 'no'],
    peer: closed,
    by: () => at('rfem.invalid'),
  },
  { title: 'a peer that says nothing', is: SILENT, peer: reticentPeer },
  {
    title: 'half a frame',
    is: SILENT,
    peer: () => reticentPeer((socket) => socket.resume().write(HALF_A_FRAME)),
  },
  { title: 'a peer that hangs up', is: CLOSED, peer: () => reticentPeer((socket) => socket.destroy()) },
  {
    title: 'a peer that resets',
    is: ['server-unreachable', 'reset', 'no'],
    peer: () => reticentPeer((socket) => socket.resetAndDestroy()),
    skip: (context) => skipUnderWine(context, 'a reset comes as an end'),
  },
  {
    title: 'a peer that hangs up after the first words, with the request perhaps on its way',
    is: ['connection-lost', '', 'maybe'],
    peer: () => reticentPeer((socket) => socket.once('data', () => socket.end(SETTINGS))),
  },
  { title: 'a web server of HTTP/1', is: NOT_HTTP2, peer: http1Peer },
  { title: 'an SSH server', is: NOT_HTTP2, peer: saying('SSH-2.0-OpenSSH_9.2p1\r\n') },
  { title: 'a mail server', is: NOT_HTTP2, peer: saying('220 mail.example ESMTP\r\n') },
  {
    title: 'a TLS server, spoken to in plaintext',
    is: CLOSED,
    peer: () => muteTlsPeer(certificateAuthority().issue()),
  },
];
