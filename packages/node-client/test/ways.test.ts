import { mkdtempSync, writeFileSync } from 'node:fs';
import { createSecureServer, createServer, type Http2Server } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateAuthority } from '@dlubal-kit/testing/certificates';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { notOnWindows, onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { type ConnectOptions, connect } from '../src/index.js';

const authority = certificateAuthority();
const server = authority.issue();
const named = authority.issue({ hosts: ['rfem.example'] });
const client = authority.issue({ hosts: ['somebody'] });
const folder = mkdtempSync(join(tmpdir(), 'ways-'));
const inFile = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const files = {
  caFile: inFile('root.pem', authority.root),
  certFile: inFile('me.pem', client.certificate),
  keyFile: inFile('me.key', client.privateKey),
};
const socketFile = join(folder, 'rfem.sock');
const ca = authority.root;

const plain = (): Http2Server => createServer();
const secure =
  (pair = server, more: object = {}) =>
  (): Http2Server =>
    createSecureServer({ cert: pair.certificate, key: pair.privateKey, ...more }) as never;
const mutual = secure(server, { requestCert: true, rejectUnauthorized: true, ca });

interface Way {
  readonly title: string;
  readonly peer: () => Http2Server;
  readonly listen: string;
  readonly by: ConnectOptions;
}

const WAYS: readonly Way[] = [
  { title: 'an IPv4 address', peer: plain, listen: '127.0.0.1', by: { url: '127.0.0.1' } },
  { title: 'an IPv6 address', peer: plain, listen: '::1', by: { url: '::1' } },
  {
    title: 'localhost, where IPv4 alone listens',
    peer: plain,
    listen: '127.0.0.1',
    by: { url: 'localhost' },
  },
  { title: 'localhost, where IPv6 alone listens', peer: plain, listen: '::1', by: { url: 'localhost' } },
  { title: 'TLS to a name', peer: secure(), listen: '127.0.0.1', by: { url: 'localhost', tls: { ca } } },
  { title: 'TLS to an IPv4 address', peer: secure(), listen: '127.0.0.1', by: { tls: { ca } } },
  { title: 'TLS to an IPv6 address', peer: secure(), listen: '::1', by: { url: '::1', tls: { ca } } },
  {
    title: 'TLS to an address, with the name of the certificate',
    peer: secure(named),
    listen: '127.0.0.1',
    by: { tls: { ca, serverName: 'rfem.example' } },
  },
  { title: 'mutual TLS with files', peer: mutual, listen: '127.0.0.1', by: { tls: files } },
  {
    title: 'mutual TLS with PEM',
    peer: mutual,
    listen: '127.0.0.1',
    by: { tls: { ca, cert: client.certificate, key: Buffer.from(client.privateKey) } },
  },
];

/** Listens, and answers each call with an empty message. */
async function answering(peer: Http2Server, listen: string | { readonly path: string }): Promise<number> {
  peer.on('session', (session) => session.on('error', () => {}));
  peer.on('stream', (stream) => {
    stream.on('error', () => {}).resume();
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(Buffer.alloc(5));
  });
  await new Promise<void>((ready) => {
    if (typeof listen === 'string') peer.listen(0, listen, ready);
    else peer.listen(listen, ready);
  });
  const address = peer.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const bare = { env: {}, home: '/', cwd: '/', checkVersion: false, onWarning: () => {} } as const;

async function callAt(options: ConnectOptions): Promise<unknown> {
  await using app = await connect({ apiKeyValue: madeKey(), ...bare, ...options });
  return app.getApplicationInfo();
}

/** What Node prints in the terminal of a user; a deprecation once per process. */
const warned: Error[] = [];
process.on('warning', (warning) => warned.push(warning));

test.for(WAYS)('a call arrives without a warning of Node by $title', async ({ peer, listen, by }) => {
  const listener = peer();
  const port = await answering(listener, listen);
  try {
    await expect(callAt({ port, ...by })).resolves.toBeDefined();
    expect(warned).toEqual([]);
  } finally {
    listener.close();
  }
});

test.skipIf(onWindows)(
  notOnWindows('a call reaches the server by a socket file', 'Windows has none'),
  async () => {
    const listener = plain();
    await answering(listener, { path: socketFile });
    try {
      await expect(callAt({ url: `unix:${socketFile}` })).resolves.toBeDefined();
    } finally {
      listener.close();
    }
  },
);

const REFUSED: readonly [title: string, options: ConnectOptions, kind: string, says: string][] = [
  [
    'a certificate without its key',
    { tls: { ca, certFile: files.certFile } },
    'tls',
    'certificate and no key',
  ],
  [
    'a key that belongs to another certificate',
    { tls: { ca, cert: client.certificate, key: server.privateKey } },
    'tls',
    'do not belong together',
  ],
  ['a client certificate that is not one', { tls: { ca, cert: 'x', key: 'y' } }, 'tls', 'cannot be used'],
  [
    'a proxy of https',
    { url: 'rfem.example', tls: true, proxy: 'https://p:3128' },
    'client-misuse',
    'https:',
  ],
  [
    'a proxy of https in the environment',
    { url: 'rfem.example', tls: true, env: { https_proxy: 'https://user:secret@p:3128' } },
    'proxy-failed',
    'https_proxy',
  ],
];

test.for(REFUSED)('refused before anything is sent: %s', async ([, options, kind, says]) => {
  const error = await callAt(options).catch((failed: unknown) => failed);
  expect(error).toMatchObject({ kind, failure: { billed: 'no' } });
  expect(String(error)).toContain(says);
  expect(String(error)).not.toContain('secret');
});

test('close waits for the calls that were made just before', async () => {
  const listener = plain();
  const port = await answering(listener, '127.0.0.1');
  const app = await connect({ apiKeyValue: madeKey(), ...bare, port });
  const calls = Promise.allSettled(Array.from({ length: 50 }, () => app.getApplicationInfo()));
  await app.close();
  expect((await calls).filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
  await expect(app.getApplicationInfo()).rejects.toMatchObject({ failure: { billed: 'no' } });
  listener.close();
});
