import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { KINDS } from '@dlubal-kit/auth-core';
import { startMockServer } from '@dlubal-kit/mock-server';
import { certificateAuthority } from '@dlubal-kit/testing/certificates';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { afterEach, expect, test, vi } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const KEY = madeKey();
const [OURS, OTHERS] = [certificateAuthority(), certificateAuthority()];
const CONFIG = `[api_keys]\ndefault = ${KEY}\n`;

interface Situation {
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

interface Row {
  readonly title: string;
  /** What both commands are run with; `{home}` and `{port}` are replaced with the test's own. */
  readonly given: Situation;
  readonly peer?: 'grpc' | 'tls' | 'silent' | 'http1' | 'proxy-407';
  /** The kind of failure; undefined where the server is reached. */
  readonly kind?: keyof typeof KINDS;
}

const AWAY = ['--url', 'rfem.invalid', '--no-tls'];
const TLS = ['--tls', '--port', '{port}'];

const ROWS: readonly Row[] = [
  { title: 'a server', given: { argv: ['--port', '{port}'] }, peer: 'grpc' },
  { title: 'nothing there', given: { argv: ['--port', '1'] }, kind: 'server-unreachable' },
  {
    title: 'a dead proxy',
    given: { argv: AWAY, env: { http_proxy: 'http://127.0.0.1:1' } },
    kind: 'proxy-failed',
  },
  {
    title: 'a dead proxy that no_proxy passes by',
    given: { argv: AWAY, env: { http_proxy: 'http://127.0.0.1:1', no_proxy: '.invalid' } },
    kind: 'name-not-found',
  },
  {
    title: 'a dead proxy, and a server on this machine',
    given: { argv: ['--port', '{port}'], env: { http_proxy: 'http://127.0.0.1:1' } },
    peer: 'grpc',
  },
  {
    title: 'a proxy that requires a login',
    given: { argv: AWAY, env: { grpc_proxy: 'http://127.0.0.1:{port}' } },
    peer: 'proxy-407',
    kind: 'proxy-failed',
  },
  {
    title: 'an https: proxy',
    given: { argv: AWAY, env: { https_proxy: 'https://127.0.0.1:1' } },
    kind: 'proxy-failed',
  },
  { title: 'a root nobody trusts', given: { argv: TLS }, peer: 'tls', kind: 'tls' },
  {
    title: 'the right root in a file',
    given: { argv: [...TLS, '--ca-file', '{home}/ca.pem'], files: { 'ca.pem': OURS.root } },
    peer: 'tls',
  },
  {
    title: 'a wrong root in a file',
    given: { argv: [...TLS, '--ca-file', '{home}/ca.pem'], files: { 'ca.pem': OTHERS.root } },
    peer: 'tls',
    kind: 'tls',
  },
  {
    title: 'a root file that is not there',
    given: { argv: [...TLS, '--ca-file', '{home}/no.pem'] },
    peer: 'tls',
    kind: 'tls',
  },
  {
    title: 'the right root in GRPC_DEFAULT_SSL_ROOTS_FILE_PATH',
    given: {
      argv: TLS,
      env: { GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: '{home}/ca.pem' },
      files: { 'ca.pem': OURS.root },
    },
    peer: 'tls',
  },
  {
    title: 'the right root in ca_file of .dlubalrc',
    given: { argv: TLS, files: { 'ca.pem': OURS.root, '.dlubalrc': 'ca_file = ca.pem\n' } },
    peer: 'tls',
  },
  { title: 'TLS to a plaintext port', given: { argv: TLS }, peer: 'grpc', kind: 'tls' },
  {
    title: 'a silent peer',
    given: { argv: ['--port', '{port}'] },
    peer: 'silent',
    kind: 'server-unreachable',
  },
  { title: 'a silent peer, and TLS', given: { argv: TLS }, peer: 'silent', kind: 'server-unreachable' },
  {
    title: 'an HTTP/1 server',
    given: { argv: ['--port', '{port}'] },
    peer: 'http1',
    kind: 'not-a-grpc-server',
  },
  {
    title: 'plaintext to another machine',
    given: { argv: ['--url', 'rfem.invalid'] },
    kind: 'plaintext-refused',
  },
];

afterEach(() => vi.unstubAllEnvs());

test.for(ROWS)('check and doctor agree on $title', { timeout: 40_000 }, async ({ given, peer, kind }) => {
  using home = tempHome();
  home.writeConfig(CONFIG);
  await using opened = await openPeer(peer);
  const filled = (text: string): string =>
    text.replace('{home}', home.path).replace('{port}', String(opened.port));
  for (const [name, text] of Object.entries(given.files ?? {})) home.write(name, text);
  const env = Object.fromEntries(
    Object.entries(given.env ?? {}).map(([name, value]) => [name, filled(value)]),
  );
  // Read where TLS is set up, as the whole process sees it.
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const run = (command: string) =>
    runCli([command, '--json', ...(given.argv ?? []).map(filled)], {
      home: home.path,
      env: { PATH: '/usr/bin:/bin', ...env },
    });
  const [check, doctor] = [await run('check'), await run('doctor')];
  const failure = JSON.parse(check.out).failure;
  const row = JSON.parse(doctor.out).checks.find(({ id }: { id: string }) => id === 'server');
  expect(failure?.kind).toBe(kind);
  if (kind === undefined) expect(row).toMatchObject({ state: 'ok' });
  else {
    expect(row).toMatchObject({
      state: 'failed',
      exitCode: failure.exitCode,
      message: expect.stringContaining(failure.remedy),
    });
    expect(row.message).not.toMatch(/billed/);
  }
});

async function openPeer(peer: Row['peer']): Promise<{ readonly port: number } & AsyncDisposable> {
  if (peer === 'grpc') return startMockServer({ keys: { project_1: KEY } });
  if (peer === 'tls') {
    const { certificate: cert, privateKey: key } = OURS.issue();
    return startMockServer({ keys: { project_1: KEY }, tls: { cert, key } });
  }
  if (peer === undefined) return { port: 0, [Symbol.asyncDispose]: async () => {} };
  const server: Server =
    peer === 'http1'
      ? createHttpServer((_, response) => response.end('<html>'))
      : createServer((socket) => {
          socket.on('error', () => {});
          if (peer === 'silent') return;
          socket.once('data', () => socket.write('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n'));
        });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.close();
    },
  };
}
