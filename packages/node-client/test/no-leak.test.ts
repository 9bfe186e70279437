import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { startMockServer } from '@dlubal-kit/mock-server';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { certificateAuthority, selfSigned } from '@dlubal-kit/testing/certificates';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ConnectOptions, connect, createClient } from '../src/index.js';
import { closedPort, http1Peer, http2Peer, type Peer, pagePeer, service, silentPeer } from './peers.js';

const printed: string[] = [];
const collect = (...things: unknown[]): boolean => {
  printed.push(things.map(String).join(' '));
  return true;
};

beforeEach(() => {
  printed.length = 0;
  for (const method of ['error', 'warn', 'info', 'log', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation(collect);
  }
  vi.spyOn(process.stderr, 'write').mockImplementation(collect);
  vi.spyOn(process, 'emitWarning').mockImplementation(collect as never);
});
afterEach(() => vi.restoreAllMocks());

/** A call with a key made for it, which must fail. */
async function provoke(options: ConnectOptions): Promise<{ key: string; error: unknown }> {
  const key = madeKey();
  const error = await connect({ apiKeyValue: key, deadlineMs: 300, ...options }).then(
    () => expect.unreachable('it did not fail'),
    (thrown: unknown) => thrown,
  );
  return { key, error };
}

describe('no key is in an error, and nothing is printed', () => {
  const failures: Record<string, () => Promise<Peer & { readonly options?: ConnectOptions }>> = {
    'a refused key': async () => startMockServer({ keys: [madeKey()] }),
    'a month that is used up': async () => startMockServer({ monthlyLimit: 0 }),
    'a closed port': async () => ({ port: await closedPort(), [Symbol.asyncDispose]: async () => {} }),
    'an HTTP/1 server': http1Peer,
    'a page of a proxy': () => pagePeer(401),
    'a peer that never speaks': silentPeer,
    'a stream that is reset': () => http2Peer((stream) => stream.close(8)),
    'a connection that drops': () => http2Peer((stream) => stream.session?.destroy()),
    'TLS to a plaintext port': async () => ({ ...(await http1Peer()), options: { tls: true } }),
    'plaintext to a TLS port': async () => {
      const { certificate, privateKey } = selfSigned();
      return startMockServer({ tls: { cert: certificate, key: privateKey } });
    },
    'a certificate that nobody vouches for': async () => {
      const { certificate, privateKey } = certificateAuthority().issue();
      const server = await startMockServer({ tls: { cert: certificate, key: privateKey } });
      return { port: server.port, [Symbol.asyncDispose]: () => server.stop(), options: { tls: true } };
    },
  };

  it.for(Object.entries(failures))('%s', async ([, start]) => {
    await using peer = await start();
    const { key, error } = await provoke({ port: peer.port, ...peer.options });
    expect(error).toMatchObject({ name: 'DlubalCallError' });
    expect(printed).toEqual([]);
    expectNoKey(key, error);
  });
});

describe('no key is in an error when the peer sends it back', () => {
  const trailersOnly = (stream: ServerHttp2Stream, more: Record<string, string>): void => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...more }, { endStream: true });
  };
  const echoes: Record<string, (stream: ServerHttp2Stream, bearer: string) => void> = {
    'as the message': (stream, bearer) =>
      trailersOnly(stream, { 'grpc-status': '16', 'grpc-message': `no such key: ${bearer}` }),
    'percent-encoded': (stream, bearer) =>
      trailersOnly(stream, {
        'grpc-status': '13',
        'grpc-message': encodeURIComponent(`{"authorization":"${bearer}"}`),
      }),
    'in base64': (stream, bearer) =>
      trailersOnly(stream, {
        'grpc-status': '2',
        'grpc-message': `header ${Buffer.from(bearer).toString('base64')}`,
      }),
    'in capitals': (stream, bearer) =>
      trailersOnly(stream, { 'grpc-status': '16', 'grpc-message': bearer.toUpperCase() }),
    'as the request id': (stream, bearer) =>
      trailersOnly(stream, { 'grpc-status': '16', 'grpc-message': 'no', 'x-request-id': bearer }),
    'in other trailers': (stream, bearer) =>
      trailersOnly(stream, {
        'grpc-status': '16',
        'grpc-message': 'no',
        'x-debug': bearer,
        authorization: bearer,
      }),
    'in the headers of a page': (stream, bearer) => {
      stream.respond({ ':status': 403, 'content-type': 'text/html', 'x-debug': bearer });
      stream.end(`<html>${bearer}</html>`);
    },
  };

  it.for(Object.entries(echoes))('%s', async ([, echo]) => {
    await using peer = await http2Peer((stream, headers: IncomingHttpHeaders) =>
      echo(stream, String(headers.authorization)),
    );
    const { key, error } = await provoke({ port: peer.port });
    expect(error).toMatchObject({ name: 'DlubalCallError' });
    expectNoKey(key, error);
    expectNoKey(key.toUpperCase(), error);
  });
});

describe('no key is in what is thrown before a call', () => {
  it.for([
    ['a line end', (key: string) => ({ apiKeyValue: `${key}\r\n` })],
    ['a no-break space', (key: string) => ({ apiKeyValue: `\u00a0${key}` })],
    ['quotes', (key: string) => ({ apiKeyValue: `"${key}"` })],
    ['Bearer in front', (key: string) => ({ apiKeyValue: `Bearer ${key}` })],
    ['two keys joined', (key: string) => ({ apiKeyValue: key + key })],
    ['a digit too few', (key: string) => ({ apiKeyValue: key.slice(0, -1) })],
    ['a provider that gives it with a tab', (key: string) => ({ keyProvider: () => `${key}\t` })],
    ['the key as a name', (key: string) => ({ apiKeyName: key, config: '/nowhere/config.ini' })],
    ['the key as the address', (key: string) => ({ apiKeyValue: key, url: key })],
    ['the key in the address', (key: string) => ({ apiKeyValue: key, url: `https://${key}@rfem:9000/` })],
    ['the key as the port', (key: string) => ({ apiKeyValue: key, port: key })],
    ['the key as the path of the roots', (key: string) => ({ apiKeyValue: key, tls: { caFile: key } })],
    ['the key as the text of the roots', (key: string) => ({ apiKeyValue: key, tls: { ca: key } })],
    ['the key as the time limit', (key: string) => ({ apiKeyValue: key, deadlineMs: key as never })],
  ] as const)('%s', async ([, options]) => {
    const key = madeKey();
    const error = await connect(options(key)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expectNoKey(key, error, printed);
  });
});

it('no key is in a client, however it is looked at', async () => {
  const key = madeKey();
  await using server = await startMockServer({ keys: [key] });
  await using app = await connect({ apiKeyValue: key, port: server.port });
  await using other = await createClient(service, { apiKeyValue: key, port: server.port });
  expectNoKey(key, app, other, app.serverInfo, printed);
});

it('no key is in the warnings', async () => {
  const key = madeKey();
  const options = { apiKeyValue: key, url: '192.0.2.1', tls: false, checkVersion: false };
  await using _ = await connect(options);
  expect(printed.join('\n')).toContain('unencrypted');
  expectNoKey(key, printed);
});
