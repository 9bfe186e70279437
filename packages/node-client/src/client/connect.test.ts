import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MisuseError } from '@dlubal-kit/auth-core';
import { startMockServer } from '@dlubal-kit/mock-server';
import { certificateAuthority, selfSigned } from '@dlubal-kit/testing/certificates';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { closedPort, connectProxy, grpcPeer, http1Peer, pagePeer, silentPeer } from '../../test/peers.js';
import { DlubalCallError } from '../call/call-error.js';
import type { Closable } from './closable.js';
import { connect } from './connect.js';
import type { ClientWarning, ConnectOptions } from './connect-options.js';
import type { RfemApplication } from './rfem-application.js';

/** Connects without the greeting, calls once, and gives the error. */
async function failing(options: ConnectOptions): Promise<DlubalCallError> {
  await using app = await connect({ apiKeyValue: madeKey(), checkVersion: false, ...options });
  const error: unknown = await app.getApplicationInfo().then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof DlubalCallError) return error;
  throw error;
}

describe('a server that knows the key', () => {
  it('answers, and has said on connecting which version it is', async () => {
    const key = madeKey();
    await using server = await startMockServer({ keys: [key] });
    await using app = await connect({ apiKeyValue: key, port: server.port });
    expect(app.serverInfo?.version).toBe('6.10.0001');
    const { guid } = await app.createModel({ name: 'bridge' });
    expect((await app.getModelList()).modelInfo).toMatchObject([{ name: 'bridge', guid }]);
  });

  it('gets no request before the first call when checkVersion is off', async () => {
    const key = madeKey();
    await using server = await startMockServer({ keys: [key] });
    await using app = await connect({ apiKeyValue: key, port: server.port, checkVersion: false });
    expect(server.requests).toHaveLength(0);
    expect(app.serverInfo).toBeUndefined();
  });

  it('is told of the end only when closeConnection asks for it', async () => {
    const key = madeKey();
    await using server = await startMockServer({ keys: [key] });
    const options = { apiKeyValue: key, port: server.port, checkVersion: false };
    await (await connect(options)).close();
    expect(server.requests).toHaveLength(0);
    const app = await connect({ ...options, closeConnection: true });
    await app.close();
    await app.close();
    expect(server.requests.map((call) => call.method)).toEqual(['close_connection']);
  });

  it('of another version is told through onWarning', async () => {
    const key = madeKey();
    await using server = await startMockServer({ keys: [key], applicationInfo: { version: '6.11.0003' } });
    const warnings: ClientWarning[] = [];
    await using _ = await connect({
      apiKeyValue: key,
      port: server.port,
      onWarning: (w) => warnings.push(w),
    });
    expect(warnings).toEqual([{ code: 'DLUBAL_VERSION', message: expect.stringContaining('API 2.11.3') }]);
  });
});

describe('a server that refuses', () => {
  it('an unknown key rejects connect, with key and quota told apart', async () => {
    await using server = await startMockServer({ keys: [madeKey()] });
    const error = await connect({ apiKeyValue: madeKey(), port: server.port }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(DlubalCallError);
    expect(error.failure).toMatchObject({
      kind: 'key-refused',
      status: 16,
      exitCode: 4,
      billed: 'yes',
    });
    expect(error.message).toMatch(
      /^\[key-refused\] The server at 127\.0\.0\.1:\d+ answered get_application_info with "API key is invalid/,
    );
  });

  it('a used-up month rejects as restricted access', async () => {
    const key = madeKey();
    await using server = await startMockServer({ keys: [key], monthlyLimit: 1 });
    await using app = await connect({ apiKeyValue: key, port: server.port });
    await expect(app.getModelList()).rejects.toMatchObject({
      failure: { kind: 'access-restricted', exitCode: 5 },
    });
  });
});

describe('a peer that is not a Dlubal server', () => {
  it('a closed port is told as unreachable', async () => {
    const port = await closedPort();
    const error = await failing({ port });
    expect(error.failure).toMatchObject({
      kind: 'server-unreachable',
      exitCode: 6,
      billed: 'no',
    });
    expect(String((error.cause as Error).message)).toContain('ECONNREFUSED');
  });

  it('a name that does not resolve is told as such', async () => {
    const { failure } = await failing({ url: 'no-such-host.invalid', tls: false, onWarning: () => {} });
    expect(failure).toMatchObject({ kind: 'name-not-found', exitCode: 6, billed: 'no' });
  });

  it('an HTTP/1 server is told as no gRPC server', async () => {
    await using peer = await http1Peer();
    expect((await failing({ port: peer.port })).failure).toMatchObject({
      kind: 'not-a-grpc-server',
      exitCode: 6,
    });
  });

  it.for([401, 403, 404, 407, 502, 200])('a page of status %i says nothing about the key', async (status) => {
    await using peer = await pagePeer(status);
    const { failure } = await failing({ port: peer.port });
    expect(failure).toMatchObject({ kind: 'not-a-grpc-server', origin: 'gateway', exitCode: 6 });
  });

  it('a peer that never speaks ends at the deadline', async () => {
    await using peer = await silentPeer();
    expect((await failing({ port: peer.port, deadlineMs: 200 })).failure).toMatchObject({
      kind: 'deadline',
      exitCode: 6,
    });
  });
});

describe('TLS', () => {
  it('with the root of the server calls through', async () => {
    const authority = certificateAuthority();
    await using peer = await grpcPeer(undefined, authority.issue());
    await using app = await connect({
      apiKeyValue: madeKey(),
      port: peer.port,
      tls: { ca: authority.root },
      checkVersion: false,
    });
    await app.getApplicationInfo();
    expect(peer.received).toHaveLength(1);
  });

  it.for([
    ['self-signed', () => ({ shown: selfSigned(), trusted: true as const })],
    [
      'of an authority that is not trusted',
      () => ({ shown: certificateAuthority().issue(), trusted: true as const }),
    ],
    [
      'expired',
      () => {
        const authority = certificateAuthority();
        return {
          shown: authority.issue({ validFrom: -9, validTo: -2 }),
          trusted: { ca: authority.root },
        };
      },
    ],
    [
      'not yet valid',
      () => {
        const authority = certificateAuthority();
        return {
          shown: authority.issue({ validFrom: 2, validTo: 9 }),
          trusted: { ca: authority.root },
        };
      },
    ],
    [
      'of another host',
      () => {
        const authority = certificateAuthority();
        return { shown: authority.issue({ hosts: ['rfem.example'] }), trusted: { ca: authority.root } };
      },
    ],
  ] as const)('a certificate that is %s is told as TLS', async ([, make]) => {
    const { shown, trusted } = make();
    await using peer = await grpcPeer(undefined, shown);
    const { failure } = await failing({ port: peer.port, tls: trusted });
    expect(failure).toMatchObject({ kind: 'tls', exitCode: 7, billed: 'no' });
  });

  it('to a plaintext port is told as TLS', async () => {
    await using peer = await grpcPeer();
    expect((await failing({ port: peer.port, tls: true })).failure).toMatchObject({
      kind: 'tls',
      exitCode: 7,
    });
  });

  it('plaintext to a TLS port fails without a request', async () => {
    await using peer = await grpcPeer(undefined, selfSigned());
    expect((await failing({ port: peer.port })).failure).toMatchObject({ billed: 'no' });
    expect(peer.received).toHaveLength(0);
  });
});

describe('before a call', () => {
  // Without a key in the options, the developer's own would be found, and sent to the mock.
  beforeEach(() => {
    vi.stubEnv('DLUBAL_API_CONFIG', join(tmpdir(), 'no-such-folder', 'config.ini'));
    for (const name of ['DLUBAL_API_KEY', 'DLUBAL_API_KEY_NAME']) vi.stubEnv(name, undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.for(['ak-1\n', 'ak-1 ', 'ak-\u20131', '', 'Bearer ak-1', `"${madeKey()}"\r`])(
    'the key %j is refused, not shown, not sent',
    async (text) => {
      await using server = await startMockServer();
      const error = await connect({ apiKeyValue: text, port: server.port }).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(DlubalCallError);
      expect(server.requests).toHaveLength(0);
    },
  );

  it('an address with a scheme is refused', async () => {
    await expect(connect({ apiKeyValue: madeKey(), url: 'https://rfem:9000' })).rejects.toThrow(
      'Write "rfem:9000", and tls: true.',
    );
  });

  it('a time limit that is none is refused', async () => {
    await expect(connect({ apiKeyValue: madeKey(), deadlineMs: 0 })).rejects.toThrow(MisuseError);
  });

  it('a plaintext connection to another machine is refused, and the key provider is not asked', async () => {
    const keyProvider = vi.fn(() => madeKey());
    await expect(connect({ keyProvider, url: '192.0.2.1' })).rejects.toMatchObject({
      kind: 'plaintext-refused',
    });
    expect(keyProvider).not.toHaveBeenCalled();
  });

  it('one that was asked for is warned of', async () => {
    const warnings: ClientWarning[] = [];
    await using _ = await connect({
      apiKeyValue: madeKey(),
      url: '192.0.2.1',
      tls: false,
      checkVersion: false,
      onWarning: (w) => warnings.push(w),
    });
    expect(warnings.map((w) => w.code)).toEqual(['DLUBAL_PLAINTEXT']);
  });
});

describe('a server that starts late', () => {
  it('is reached by a new client at once, though an old one failed', async () => {
    const port = await closedPort();
    const key = madeKey();
    await failing({ port });
    await using server = await startMockServer({ keys: [key], port });
    await using app = await connect({ apiKeyValue: key, port: server.port });
    expect(app.serverInfo).toBeDefined();
  });

  it('is reached by the client that failed, within seconds', async () => {
    const port = await closedPort();
    const key = madeKey();
    await using app = await connect({ apiKeyValue: key, port, checkVersion: false });
    await expect(app.getModelList()).rejects.toThrow(DlubalCallError);
    await using _ = await startMockServer({ keys: [key], port });
    await vi.waitFor(() => app.getModelList(), { timeout: 6_000, interval: 50 });
  });
});

describe('a proxy in the environment', () => {
  it('is not asked for loopback', async () => {
    const key = madeKey();
    await using proxy = await connectProxy();
    await using server = await startMockServer({ keys: [key] });
    vi.stubEnv('http_proxy', `http://127.0.0.1:${proxy.port}`);
    vi.stubEnv('https_proxy', `http://127.0.0.1:${proxy.port}`);
    try {
      for (const url of ['127.0.0.1', 'localhost']) {
        await using app = await connect({ apiKeyValue: key, url, port: server.port, checkVersion: false });
        await app.getModelList();
      }
    } finally {
      vi.unstubAllEnvs();
    }
    expect(proxy.asked).toEqual([]);
  });

  it('is asked for another machine', async () => {
    await using proxy = await connectProxy();
    vi.stubEnv('http_proxy', `http://127.0.0.1:${proxy.port}`);
    try {
      await failing({ url: 'rfem.invalid', tls: false, onWarning: () => {} });
    } finally {
      vi.unstubAllEnvs();
    }
    expect(proxy.asked).toEqual(['rfem.invalid:9000']);
  });
});

it('requests and answers are typed', () => {
  expectTypeOf<RfemApplication>().toExtend<Closable>();
  expectTypeOf<RfemApplication['calculateAll']>()
    .parameter(0)
    .toExtend<{ skipWarnings?: boolean | undefined } | undefined>();
  expectTypeOf<ReturnType<RfemApplication['getModelList']>>().resolves.toHaveProperty('modelInfo');
});

it.each([
  [
    { apiKeyNme: 'project_2' },
    'There is no field "apiKeyNme" in connect\'s options. Did you mean "apiKeyName"?',
  ],
  [{ deadlineMS: 1 }, 'Did you mean "deadlineMs"?'],
  [{ checkVersion: 'no' }, "checkVersion in connect's options is a string. It must be true or false."],
  [{ keyProvider: 'ak-' }, 'It must be a function.'],
])('a slip in %j is refused before a key is looked for', async (options, says) => {
  await expect(connect(options as never)).rejects.toThrow(says);
});
