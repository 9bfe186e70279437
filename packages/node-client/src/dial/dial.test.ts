import { certificateAuthority } from '@dlubal-kit/testing/certificates';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { findPython } from '@dlubal-kit/testing/python-peer';
import { describe, expect, test } from 'vitest';
import type { Peer } from '../../test/peers.js';
import {
  answeringPeer,
  type CountedPeer,
  droppingPeer,
  muteTlsPeer,
  reticentPeer,
} from '../../test/silent-peers.js';
import { DlubalCallError } from '../call/call-error.js';
import { probe } from '../call/probe.js';
import { connect } from '../client/connect.js';
import type { ConnectOptions } from '../client/connect-options.js';

const authority = certificateAuthority();
const TLS = { tls: { ca: authority.root } };
const elsewhere = (port: number): ConnectOptions => ({
  url: 'rfem.invalid',
  port: 9000,
  tls: false,
  proxy: `http://user:secret@127.0.0.1:${port}`,
});

async function failureOf(options: ConnectOptions) {
  const app = await connect({ apiKeyValue: madeKey(), checkVersion: false, onWarning: () => {}, ...options });
  try {
    await app.getModelList();
  } catch (error) {
    if (error instanceof DlubalCallError) return error.failure;
    throw error;
  } finally {
    await app.close();
  }
  throw new Error('it did not fail');
}

interface Row {
  readonly title: string;
  readonly peer: () => Promise<CountedPeer>;
  readonly options: (port: number) => ConnectOptions;
  readonly fails: object;
}

const HALF_SETTINGS = Buffer.from('000006040000000000', 'hex');

const ROWS: readonly Row[] = [
  {
    title: 'plaintext, and it says nothing',
    peer: reticentPeer,
    options: (port) => ({ port }),
    fails: { kind: 'server-unreachable', reason: 'silent' },
  },
  {
    title: 'half a frame of HTTP/2',
    peer: () => reticentPeer((socket) => socket.resume().write(HALF_SETTINGS)),
    options: (port) => ({ port }),
    fails: { kind: 'server-unreachable', reason: 'silent' },
  },
  {
    title: 'TLS, and it says nothing to the handshake',
    peer: reticentPeer,
    options: (port) => ({ port, ...TLS }),
    fails: { kind: 'server-unreachable', reason: 'silent' },
  },
  {
    title: 'TLS, and it says nothing after the handshake',
    peer: () => muteTlsPeer(authority.issue()),
    options: (port) => ({ port, ...TLS }),
    fails: { kind: 'server-unreachable', reason: 'silent' },
  },
  {
    title: 'a proxy that says nothing',
    peer: reticentPeer,
    options: elsewhere,
    fails: { kind: 'proxy-failed' },
  },
  {
    title: 'a proxy that begins an answer',
    peer: () => answeringPeer('HTTP/1.1 200 Connec'),
    options: elsewhere,
    fails: { kind: 'proxy-failed' },
  },
  {
    title: 'a proxy that opens the way to a silent server',
    peer: () => answeringPeer('HTTP/1.1 200 OK\r\n\r\n'),
    options: elsewhere,
    fails: { kind: 'server-unreachable', reason: 'silent' },
  },
];

const REFUSING: readonly Row[] = [
  {
    title: 'a proxy that answers 407 and keeps the connection',
    peer: () => answeringPeer('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
    options: elsewhere,
    fails: { kind: 'proxy-failed', reason: 'http-407' },
  },
  {
    title: 'a proxy that answers 403 with a page that never ends',
    peer: () => answeringPeer('HTTP/1.1 403 Forbidden\r\nContent-Length: 1000\r\n\r\n<html>'),
    options: elsewhere,
    fails: { kind: 'proxy-failed', reason: 'http-403' },
  },
  {
    title: 'a proxy that hangs up',
    peer: () => reticentPeer((socket) => socket.once('data', () => socket.destroy())),
    options: elsewhere,
    fails: { kind: 'proxy-failed' },
  },
  {
    title: 'a proxy whose name nobody knows',
    peer: reticentPeer,
    options: () => ({ ...elsewhere(1), proxy: 'http://no-such-proxy.invalid:3128' }),
    fails: { kind: 'proxy-failed', reason: 'name-not-found' },
  },
];

async function isDeserted({ open }: CountedPeer): Promise<void> {
  await expect.poll(open, { timeout: 2_000 }).toBe(0);
}

describe('a peer that takes the connection', () => {
  test.for(ROWS)('$title: the time limit ends it', async ({ peer, options, fails }) => {
    await using opened = await peer();
    const started = performance.now();
    const failure = await failureOf({ ...options(opened.port), connectTimeoutMs: 300 });
    expect(failure).toMatchObject({ ...fails, billed: 'no' });
    expect(performance.now() - started).toBeLessThan(3_000);
    await isDeserted(opened);
  });

  test.for(REFUSING)('$title: told at once', async ({ peer, options, fails }) => {
    await using opened = await peer();
    expect(await failureOf(options(opened.port))).toMatchObject({ ...fails, billed: 'no' });
    await isDeserted(opened);
  });

  test.for(ROWS)('$title: close() ends the attempt', async ({ peer, options }) => {
    await using opened = await peer();
    const app = await connect({
      apiKeyValue: madeKey(),
      checkVersion: false,
      onWarning: () => {},
      ...options(opened.port),
    });
    const call = app.getModelList().catch(({ failure }: DlubalCallError) => failure);
    await expect.poll(opened.open).toBe(1);
    await app.close({ timeoutMs: 20 });
    expect(await call).toMatchObject({ kind: 'cancelled', billed: 'no' });
    await isDeserted(opened);
  });
});

const python = findPython(['socket']);

test.skipIf(!python.found)(
  `a port that drops packets is given up in time (${python.found ? 'Python' : python.because})`,
  async () => {
    await using peer: Peer = await droppingPeer(python.found ? python.path : '');
    const failure = await failureOf({ port: peer.port, connectTimeoutMs: 300 });
    expect(failure).toMatchObject({ kind: 'server-unreachable', reason: 'connect-timeout', billed: 'no' });
  },
);

test('the failure names the proxy and where it comes from, and no password', async () => {
  await using peer = await answeringPeer('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n');
  const failure = await failureOf(elsewhere(peer.port));
  expect(failure.happened).toContain(`through the proxy 127.0.0.1:${peer.port} (from the option proxy)`);
  expect(JSON.stringify(failure)).not.toContain('secret');
});

test('a deadline that is shorter than the limit ends the call first', async () => {
  await using peer = await reticentPeer();
  expect(await failureOf({ port: peer.port, deadlineMs: 100 })).toMatchObject({
    kind: 'deadline',
    reason: 'connecting',
    billed: 'no',
  });
});

test('a probe says the same as a call, and sends no key', async () => {
  const bytes: Buffer[] = [];
  await using peer = await reticentPeer((socket) => socket.on('data', (chunk) => bytes.push(chunk)));
  const options = { port: peer.port, connectTimeoutMs: 200 };
  const [call, probed] = [await failureOf(options), await probe(options)];
  expect([probed?.kind, probed?.reason, probed?.remedy]).toEqual([call.kind, call.reason, call.remedy]);
  expect(Buffer.concat(bytes).toString('latin1')).not.toContain('Bearer');
});
