import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { certificateAuthority } from '@dlubal-kit/testing/certificates';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { clientFor, type TestClient } from '../../test/call.js';
import { error, fault, type MockServer, reply, rpc, sequence, startMockServer } from '../index.js';
import { parseScenario, type Recorder, type Scenario, startRecorder } from '../scenario.js';

const recorderTo = (real: MockServer): Promise<Recorder> =>
  startRecorder({ to: { host: '127.0.0.1', port: real.port } });

function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(text);
  if (parsed.kind === 'problems') throw new Error(`${JSON.stringify(parsed.problems)}\n${text}`);
  return parsed.scenario;
}

/** What a client is told, call by call. */
async function told(app: TestClient): Promise<unknown[]> {
  const object = {
    typeUrl: 'type.googleapis.com/dlubal.api.rfem.structure_core.Node',
    value: Buffer.from([0x10, 7]),
  };
  const calls: Promise<unknown>[] = [];
  const ask = async (call: () => Promise<unknown>): Promise<void> => {
    const answer = call().catch(({ code, details, metadata }) => ({
      code,
      details,
      note: metadata.get('x-note'),
    }));
    calls.push(answer);
    await answer;
  };
  await ask(() => app.call('getApplicationInfo'));
  await ask(() => app.call('getModelList'));
  await ask(() => app.call('createModel', { name: 'bridge' }));
  await ask(() => app.call('createModel', { name: 'bridge', templatePath: 't' }));
  await ask(() => app.call('getModelList'));
  await ask(() => app.call('createObjectImpl', { object }));
  await ask(() => app.call('getObjectImpl', { object: { ...object, value: Buffer.from([0x08, 1]) } }));
  await ask(() => app.call('openModel', { path: '' }));
  await ask(() => app.call('calculateAll'));
  await ask(() => app.call('calculateAll'));
  await ask(() => app.call('getModelList'));
  return Promise.all(calls);
}

test('what was recorded answers the same', async () => {
  await using real = await startMockServer();
  real.use(
    rpc.calculateAll(
      sequence(error('UNAVAILABLE', 'Läuft: 5 %', { trailers: { 'x-note': 'a' } }), { succeeded: true }),
    ),
    rpc.openModel((_request) => error('NOT_FOUND', 'none', { trailers: { 'x-note': ['a', 'b'] } }), {
      once: true,
    }),
  );
  await using recorder = await recorderTo(real);
  using through = clientFor(recorder.address, { key: real.keys.project_1.reveal() });
  const recorded = await told(through);
  expect(recorder.forwarded).toBe(11);
  expect(real.requests).toHaveLength(11);
  const text = recorder.scenario();
  expectNoKey(real.keys.project_1.reveal(), text);

  const { options } = scenarioOf(text);
  await using again = await startMockServer({ ...options, onUnmatchedCall: 'error' });
  using app = clientFor(again.address, { key: again.key('project_1').reveal() });
  expect(await told(app)).toEqual(recorded);
});

test('the text of a recording', async () => {
  await using real = await startMockServer({ keys: { a: {}, b: { state: 'revoked' } } });
  real.use(rpc.getModelList(reply({ modelInfo: [] }, { headers: { 'x-a': '1' } })));
  await using recorder = await recorderTo(real);
  using first = clientFor(recorder.address, { key: real.keys.a.reveal() });
  using second = clientFor(recorder.address, { key: real.keys.b.reveal() });
  using nobody = clientFor(recorder.address);
  await first.call('getModelList');
  await first.call('getModelList');
  await second.call('getModelList').catch(() => undefined);
  await nobody.call('getModelList').catch(() => undefined);
  await first.raw('/other.Service/Call').catch(() => undefined);
  expect(
    recorder.scenario(),
  ).toBe(`# Recorded from a real server. Keys appear here by label only. "calls" are positions in the recording.

version: 1
keys:
  project_1: {}
  project_2: {}
handlers:
  - method: get_model_list
    key: project_1
    reply:
      modelInfo: []
    headers:
      x-a: "1"
    calls:
      - 1
      - 2
  - method: get_model_list
    key: project_2
    error:
      status: UNAUTHENTICATED
      details: API key is invalid or in incorrect format. For more information, see https://apidocs.dlubal.com/access_control.html.
    calls:
      - 3

# call 4 is left out: it bore no key; the mock server refuses such calls by itself
# call 5 is left out: "/other.Service/Call" is a method whose messages are not known here
`);
});

test('no key is left in a recording, wherever the real server or the client put it', async () => {
  const [key, odd] = [madeKey(), 'not-a-usual-key'];
  await using real = await startMockServer({ keys: { a: key, b: odd } });
  const bytes = Uint8Array.from(Buffer.from(`\n\x33${key}`));
  real.use(
    rpc.createModel(({ name }) => reply({ guid: name }, { trailers: { 'x-key': name } })),
    rpc.getObjectImpl({ object: { typeUrl: key, value: bytes } }),
    rpc.openModel(({ path }) => error('NOT_FOUND', `no ${path} for ${odd}`)),
  );
  await using recorder = await recorderTo(real);
  for (const secret of [key, odd]) {
    using app = clientFor(recorder.address, { key: secret });
    await app.call('createModel', { name: `my ${secret}` });
    await app.call('getObjectImpl', { object: { typeUrl: 't', value: bytes } });
    await app.call('openModel', { path: secret }).catch(() => undefined);
  }
  const text = recorder.scenario();
  expectNoKey(key, text);
  expectNoKey(Buffer.from(bytes).toString('base64'), text);
  expect(text).not.toContain(odd);
  scenarioOf(text);
});

test('a fault of the real server is passed on as unavailable, once, and left out', async () => {
  await using real = await startMockServer();
  real.use(
    rpc.getModelList(fault('refused-stream')),
    rpc.calculateAll(fault('http-page', { httpStatus: 502 })),
  );
  await using recorder = await recorderTo(real);
  using app = clientFor(recorder.address, { key: real.keys.project_1.reveal() });
  await expect(app.call('getModelList')).rejects.toMatchObject({ code: 14 });
  await expect(app.call('calculateAll')).rejects.toMatchObject({
    code: 14,
    details: 'The real server gave no answer: HTTP 502, which no gRPC server sends.',
  });
  expect(real.requests).toHaveLength(2);
  expect(recorder.forwarded).toBe(2);
  expect(recorder.scenario()).toContain('# call 2 is left out: no answer came: HTTP 502');
  expect(scenarioOf(recorder.scenario()).file.handlers).toEqual([]);
});

test('a server that is not there costs nothing, and is asked again by the next call', async () => {
  const real = await startMockServer();
  const { port } = real;
  await real.stop();
  await using recorder = await startRecorder({ to: { host: '127.0.0.1', port } });
  using app = clientFor(recorder.address, { key: madeKey() });
  await expect(app.call('getModelList')).rejects.toMatchObject({
    code: 14,
    details: expect.stringContaining('ECONNREFUSED'),
  });
  expect(recorder.forwarded).toBe(0);
  await using back = await startMockServer({ port });
  using known = clientFor(recorder.address, { key: back.keys.project_1.reveal() });
  await known.call('getModelList');
  expect(recorder.forwarded).toBe(1);
});

test('deadlines and cancelled calls go through to the real server', async () => {
  await using real = await startMockServer();
  real.use(rpc.getModelList(() => new Promise(() => {})));
  await using recorder = await recorderTo(real);
  using app = clientFor(recorder.address, { key: real.keys.project_1.reveal() });
  await expect(app.call('getModelList', {}, { deadline: Date.now() + 150 })).rejects.toMatchObject({
    code: 4,
  });
  await real.waitForRequest({ outcome: 'cancelled' });
});

test('stopping does not wait for a real server that says nothing', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const recorder = await startRecorder({
    to: { host: '127.0.0.1', port: (silent.address() as AddressInfo).port },
  });
  using app = clientFor(recorder.address, { key: madeKey() });
  const call = app.call('getModelList').catch(({ code }) => code);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const begun = performance.now();
  await recorder.stop();
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(await call).toBe(14);
  silent.close();
});

test('a real server with TLS is trusted by the given root, and by no other', async () => {
  const [ours, theirs] = await Promise.all([certificateAuthority(), certificateAuthority()]);
  const { certificate: cert, privateKey } = await ours.issue();
  await using real = await startMockServer({ tls: { cert, key: privateKey } });
  for (const [ca, forwarded] of [
    [ours.root, 1],
    [theirs.root, 0],
  ] as const) {
    await using recorder = await startRecorder({ to: { host: '127.0.0.1', port: real.port, tls: { ca } } });
    using app = clientFor(recorder.address, { key: real.keys.project_1.reveal() });
    const asked = app.call('getModelList');
    if (forwarded === 1) await asked;
    else await expect(asked).rejects.toMatchObject({ code: 14 });
    expect(recorder.forwarded).toBe(forwarded);
  }
});

const RANDOM = 'Zq7_pW+3/kL9=mXv2&tRb5'; // a key of another form than `ak-…`
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('');

/** Forms in which a client can have put its key into a request. */
const FORMS: readonly (readonly [title: string, of: (key: string) => Buffer])[] = [
  ['as it is', (key) => Buffer.from(key)],
  ['in capitals', (key) => Buffer.from(key.toUpperCase())],
  ['in base64', (key) => Buffer.from(Buffer.from(key).toString('base64'))],
  ['in base64, moved by one', (key) => Buffer.from(Buffer.from(`:${key}`).toString('base64'))],
  ['in base64, moved by two', (key) => Buffer.from(Buffer.from(`a:${key}b`).toString('base64'))],
  ['in base64 for URLs', (key) => Buffer.from(Buffer.from(key).toString('base64url'))],
  ['in base64 of UTF-16', (key) => Buffer.from(utf16(key).toString('base64'))],
  ['percent-encoded', (key) => Buffer.from(percent(key))],
  ['percent-encoded as URLs have it', (key) => Buffer.from(encodeURIComponent(key))],
  ['in UTF-16', utf16],
  ['in UTF-16 from its other end', (key) => utf16(key).swap16()],
  ['cut at its end', (key) => Buffer.from(key.slice(0, Math.ceil(key.length * 0.7)))],
  ['cut at its beginning', (key) => Buffer.from(key.slice(Math.floor(key.length * 0.3)))],
];

const keysToHide: readonly (readonly [title: string, make: () => string])[] = [
  ['a key', madeKey],
  ['a key of another form', () => RANDOM],
];

for (const [what, make] of keysToHide) {
  test.for(FORMS)(
    `a recording hides ${what} %s, in bytes and in texts, and answers the request with another`,
    async ([, of]) => {
      const key = make();
      await using real = await startMockServer({ keys: { a: {} } });
      real.use(rpc.createModel({ guid: 'answered' }), rpc.getObjectImpl({}));
      await using recorder = await recorderTo(real);
      const ask = async (address: string, used: string, header: string) => {
        using app = clientFor(address, { key: header });
        const value = Buffer.concat([
          Buffer.from([0x08, 5, 0, 0x12, 200]),
          of(used),
          Buffer.from([0, 0x18, 1]),
        ]);
        await app.call('getObjectImpl', { object: { typeUrl: 't', value } });
        return await app.call('createModel', {
          name: `tower of ${of(used).toString('latin1')}`,
          templatePath: 'x',
        });
      };
      const header = real.keys.a.reveal();
      // The recorder learns a key of another form from the call that carried it.
      using learns = clientFor(recorder.address, { key });
      await learns.call('getModelList').catch(() => {});
      expect(await ask(recorder.address, key, header)).toEqual({ guid: 'answered' });
      const text = recorder.scenario();
      const bytes = [...text.matchAll(/[\w+/]{16,}={0,2}/g)].map(([one]) =>
        Buffer.from(one, 'base64').toString('latin1'),
      );
      for (const secret of [key, header]) {
        const seen = [text, ...bytes, ...bytes.map((one) => one.replaceAll('\0', ''))].join('\n');
        expect(seen.toLowerCase()).not.toContain(secret.toLowerCase().slice(8, 20));
        expect(seen).not.toContain(of(secret).toString('latin1'));
      }
      const { options } = scenarioOf(text);
      await using again = await startMockServer({ ...options, onUnmatchedCall: 'error' });
      const [other] = Object.values(again.keys).slice(-1);
      const replayed = ask(
        again.address,
        make === madeKey ? madeKey() : RANDOM.replace('Zq7', 'Aq8'),
        other?.reveal() ?? '',
      );
      expect(await replayed).toEqual({ guid: 'answered' });
    },
  );
}
