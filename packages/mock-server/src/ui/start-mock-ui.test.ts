import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { NO_FETCH, skipUnderWine } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { type MockServer, startMockServer } from '../index.js';
import { type MockUi, startMockUi } from './start-mock-ui.js';

interface Ask {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | null;
  readonly body?: string | (() => Iterable<Buffer>);
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a request as it is: a path with dots and a foreign Host too, which fetch would not. */
function ask(
  ui: MockUi,
  { path = '/api/state', method = 'GET', headers = {}, token = ui.token, body }: Ask,
): Promise<Answer> {
  const auth = token === null ? {} : { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      port: ui.port,
      path,
      method,
      headers: { ...auth, ...headers },
      agent: false,
    });
    let answered = false;
    request.on('response', (response) => {
      answered = true;
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('close', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', (error) => (answered ? undefined : reject(error)));
    if (typeof body === 'function') send(request, body()[Symbol.iterator]());
    else request.end(body);
  });
}

function send(request: import('node:http').ClientRequest, parts: Iterator<Buffer>): void {
  const next = parts.next();
  if (next.done === true) request.end();
  else if (!request.destroyed) request.write(next.value, () => send(request, parts));
}

async function withUi(work: (ui: MockUi, server: MockServer<'project_1'>) => Promise<void>): Promise<void> {
  await using server = await startMockServer({ keys: { project_1: { limit: 10 } } });
  await using ui = await startMockUi(server, { requestTimeoutMs: 400 });
  await work(ui, server);
  expect((await ask(ui, {})).status).toBe(200);
}

function* hundredMegabytes(): Generator<Buffer> {
  const part = Buffer.alloc(1024 * 1024, 'x');
  for (let at = 0; at < 100; at += 1) yield part;
}

// The admin interface's hostile row: each is refused, and the next request is answered.
const HOSTILE: readonly [string, Ask, number][] = [
  ['a foreign Host', { headers: { host: 'evil.example' } }, 403],
  ['a Host with another port', { headers: { host: '127.0.0.1:1' } }, 403],
  ['a foreign Origin', { headers: { origin: 'https://evil.example' } }, 403],
  ['an Origin of null', { headers: { origin: 'null' } }, 403],
  ['no token', { token: null }, 401],
  ['no token for the page', { path: '/', token: null }, 401],
  ['a wrong token', { token: 'wrong' }, 401],
  ['a wrong token in the address', { path: '/?token=wrong', token: null }, 401],
  ['a path with ../', { path: '/../../etc/passwd' }, 404],
  ['a path with an encoded ../', { path: '/%2e%2e/%2e%2e/etc/passwd' }, 404],
  ['a name that every object has', { path: '/__proto__', method: 'POST' }, 404],
  ['a method that is not known', { method: 'BREW' }, 400],
  ['a method that is not served', { method: 'DELETE' }, 405],
  ['an action by GET', { path: '/api/reset' }, 405],
  [
    'a body of 100 MB that says so',
    { path: '/api/reset', method: 'POST', headers: { 'content-length': '104857600' } },
    413,
  ],
  ['a body of 100 MB in chunks', { path: '/api/reset', method: 'POST', body: hundredMegabytes }, 413],
  ['a body that is not JSON', { path: '/api/reset', method: 'POST', body: '{' }, 400],
  ['a body that is not an object', { path: '/api/reset', method: 'POST', body: '[1]' }, 400],
  ['a story that is none', { path: '/api/play', method: 'POST', body: '{"name":"constructor"}' }, 400],
  ['an outage that is none', { path: '/api/outage', method: 'POST', body: '{"kind":"rain"}' }, 400],
  [
    'a key that is not there',
    { path: '/api/keys', method: 'POST', body: '{"label":"x","state":"active"}' },
    400,
  ],
  [
    'a state that is none',
    { path: '/api/keys', method: 'POST', body: '{"label":"project_1","state":"toString"}' },
    400,
  ],
];

test.for(HOSTILE)('%s is refused, and the next request is answered', ([, hostile, status]) =>
  withUi(async (ui) => {
    const answer = await ask(ui, hostile);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain(ui.token);
  }),
);

test('a body that comes too slowly is cut off', () =>
  withUi(async (ui) => {
    const socket = connect(ui.port, '127.0.0.1');
    socket.write(
      `POST /api/reset HTTP/1.1\r\nHost: 127.0.0.1:${ui.port}\r\nAuthorization: Bearer ${ui.token}\r\nContent-Length: 10\r\n\r\n{`,
    );
    socket.on('error', () => {}).resume();
    await new Promise((resolve) => socket.once('close', resolve));
  }));

test('actions change the server: a key, a story, an outage, the month, all back', () =>
  withUi(async (ui, server) => {
    const act = async (path: string, body: object = {}) =>
      JSON.parse((await ask(ui, { path, method: 'POST', body: JSON.stringify(body) })).text);
    expect((await act('/api/keys', { label: 'project_1', state: 'revoked', limit: 5 })).keys).toMatchObject([
      { label: 'project_1', state: 'revoked', limit: 5 },
    ]);
    expect(server.keys.project_1).toMatchObject({ state: 'revoked', limit: 5 });
    expect((await act('/api/keys', { label: 'project_1', state: 'active', limit: null })).keys[0].limit).toBe(
      null,
    );
    const running = (state: { stories: { name: string; running: boolean }[] }) =>
      state.stories.filter((story) => story.running).map(({ name }) => name);
    expect(running(await act('/api/play', { name: 'no-permission' }))).toEqual(['no-permission']);
    using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
    await expect(app.call('getModelList')).rejects.toMatchObject({ code: 16 });
    expect(running(await act('/api/play', { name: 'no-permission', end: true }))).toEqual([]);
    await app.call('getModelList');
    expect((await act('/api/outage', { kind: 'refuse' })).outage).toBe('refuse');
    expect((await act('/api/outage', { kind: null })).outage).toBe(null);
    const before = server.usage.month;
    expect((await act('/api/next-month')).month).not.toBe(before);
    expect(await act('/api/reset')).toMatchObject({ month: before, company: { used: 0 } });
  }));

test('the stream tells of calls as they come, and neither it nor the list shows a key', (context) => {
  skipUnderWine(context, NO_FETCH);
  return withUi(async (ui, server) => {
    const stranger = madeKey();
    const stop = new AbortController();
    const response = await fetch(`http://127.0.0.1:${ui.port}/api/events`, {
      headers: { authorization: `Bearer ${ui.token}` },
      signal: stop.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let told = '';
    for (const key of [server.keys.project_1.reveal(), stranger]) {
      using app = clientFor(server.address, { key, headers: { 'api-client-info': key } });
      await app.call('createModel', { name: key }).catch(() => {});
    }
    while (!told.includes('"seq":2')) told += (await reader?.read())?.value ?? '';
    stop.abort();
    expect(told).toContain('"key":"project_1"');
    const listed = (await ask(ui, { path: '/api/calls' })).text;
    expect(JSON.parse(listed).calls).toHaveLength(2);
    for (const key of [stranger, server.keys.project_1.reveal()]) expectNoKey(key, told, listed);
  });
});

test('stop ends open streams at once, and may be called twice', async (context) => {
  skipUnderWine(context, NO_FETCH);
  await using server = await startMockServer();
  const ui = await startMockUi(server);
  const response = await fetch(`http://127.0.0.1:${ui.port}/api/events`, {
    headers: { authorization: `Bearer ${ui.token}` },
  });
  const from = performance.now();
  await Promise.all([ui.stop(), ui.stop()]);
  expect(performance.now() - from).toBeLessThan(500);
  await response.text().catch(() => {});
});
