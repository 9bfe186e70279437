import { gzipSync } from 'node:zlib';
import { REFUSALS } from '@dlubal-kit/auth-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameMessage } from '../src/engine/message-reader.js';
import { type MockServer, rpc, startMockServer } from '../src/index.js';
import { clientFor } from './call.js';
import { h2Client, streamAnswer } from './raw-http2.js';

const MIB = 1024 * 1024;
const CREATE = { ':path': '/dlubal.api.rfem.Application/create_model' };
const empty = Buffer.alloc(5);
const flagged = (flag: number, body: Buffer): Buffer => {
  const framed = frameMessage(body);
  framed[0] = flag;
  return framed;
};
/** A body of a length that is not true. */
const claims = (length: number, body: Buffer): Buffer => {
  const framed = frameMessage(body);
  framed.writeUInt32BE(length, 1);
  return framed;
};

type Headers = Record<string, string | string[]>;

interface Row {
  readonly title: string;
  readonly headers?: Headers;
  readonly body?: readonly Buffer[];
  /** An HTTP status, or a gRPC status as text. */
  readonly expected: number | string;
}

// Rows 33 to 52 of the research; each title begins with its number. All but row 33 have a good key.
const rows: Row[] = [
  { title: '36 no content-type', headers: { 'content-type': '' }, expected: 415 },
  { title: '36 text/plain', headers: { 'content-type': 'text/plain' }, expected: 415 },
  { title: '36 application/grpcfoo', headers: { 'content-type': 'application/grpcfoo' }, expected: 415 },
  { title: '36 gRPC-Web', headers: { 'content-type': 'application/grpc-web+proto' }, expected: 415 },
  { title: '36 APPLICATION/GRPC', headers: { 'content-type': 'APPLICATION/GRPC' }, expected: '0' },
  { title: '37 GET', headers: { ':method': 'GET' }, body: [], expected: 405 },
  { title: '37 PUT', headers: { ':method': 'PUT' }, expected: 405 },
  { title: '39 a path out of the service', headers: { ':path': '/../../etc/passwd' }, expected: '12' },
  { title: '39 a path of every object', headers: { ':path': '/__proto__/constructor' }, expected: '12' },
  {
    title: '39 two slashes',
    headers: { ':path': '//dlubal.api.rfem.Application/get_model_list' },
    expected: '12',
  },
  {
    title: '39 a query',
    headers: { ':path': '/dlubal.api.rfem.Application/get_model_list?x=1' },
    expected: '12',
  },
  {
    title: '39 a slash at the end',
    headers: { ':path': '/dlubal.api.rfem.Application/get_model_list/' },
    expected: '12',
  },
  {
    title: '39 a path in percents',
    headers: { ':path': '/dlubal%2eapi.rfem.Application/get_model_list' },
    expected: '12',
  },
  { title: '41 no message', body: [], expected: '12' },
  { title: '42 two messages', body: [empty, empty], expected: '12' },
  { title: '43 three bytes', body: [Buffer.alloc(3)], expected: '13' },
  { title: '43 a body shorter than it says', body: [claims(100, Buffer.alloc(5))], expected: '13' },
  { title: '44 4 GiB, seven bytes', body: [claims(0xffffffff, Buffer.alloc(2))], expected: '8' },
  { title: '45 5 MiB', headers: CREATE, body: [frameMessage(Buffer.alloc(5 * MIB))], expected: '8' },
  { title: '46 the flag 2', body: [flagged(2, Buffer.alloc(0))], expected: '13' },
  { title: '46 the flag 255', body: [flagged(255, Buffer.alloc(0))], expected: '13' },
  { title: '47 compressed, and no encoding', body: [flagged(1, gzipSync(''))], expected: '13' },
  {
    title: '47 compressed as identity',
    headers: { 'grpc-encoding': 'identity' },
    body: [flagged(1, gzipSync(''))],
    expected: '13',
  },
  {
    title: '47 snappy',
    headers: { 'grpc-encoding': 'snappy' },
    body: [flagged(1, Buffer.from('x'))],
    expected: '12',
  },
  {
    title: '47 deflate that is none',
    headers: { 'grpc-encoding': 'deflate' },
    body: [flagged(1, Buffer.from('x'))],
    expected: '13',
  },
  {
    title: '48 gzip that is none',
    headers: { 'grpc-encoding': 'gzip' },
    body: [flagged(1, Buffer.from('garbage'))],
    expected: '13',
  },
  {
    title: '48 gzip cut short',
    headers: { 'grpc-encoding': 'gzip' },
    body: [flagged(1, gzipSync('some text').subarray(0, 15))],
    expected: '13',
  },
  {
    title: '48 gzip of no bytes',
    headers: { 'grpc-encoding': 'gzip' },
    body: [flagged(1, Buffer.alloc(0))],
    expected: '0',
  },
  {
    title: '50 a varint without end',
    headers: CREATE,
    body: [frameMessage(Buffer.alloc(12, 0xff))],
    expected: '13',
  },
  {
    title: '50 a wrong wire type',
    headers: CREATE,
    body: [frameMessage(Buffer.from([0x0f, 1]))],
    expected: '13',
  },
  {
    title: '50 a length beyond the end',
    headers: CREATE,
    body: [frameMessage(Buffer.from([0x0a, 100, 1]))],
    expected: '13',
  },
  {
    title: '50 text that is not UTF-8',
    headers: CREATE,
    body: [frameMessage(Buffer.from([0x0a, 2, 0xff, 0xfe]))],
    expected: '13',
  },
  {
    title: '50 200,000 groups in each other',
    headers: CREATE,
    body: [frameMessage(Buffer.alloc(200_000, 0x1b))],
    expected: '13',
  },
  ...['abc', '1', '-1S', '5Sxx', '123456789S'].map((timeout) => ({
    title: `51 the timeout ${timeout}`,
    headers: { 'grpc-timeout': timeout },
    expected: '13',
  })),
  { title: '51 the timeout 99999999H', headers: { 'grpc-timeout': '99999999H' }, expected: '0' },
  { title: '51 the timeout 597H', headers: { 'grpc-timeout': '597H' }, expected: '0' },
];

let server: MockServer<'project_1'>;
let auth: { authorization: string };
beforeAll(async () => {
  server = await startMockServer({ maxMessageBytes: 4 * MIB, handshakeTimeoutMs: 5_000, idleBodyMs: 120 });
  auth = { authorization: `Bearer ${server.keys.project_1.reveal()}` };
});
afterAll(() => server.stop());

/** After each: a normal call works, and the connections are gone. */
async function expectWell(): Promise<void> {
  {
    using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
    await expect(app.call('getModelList')).resolves.toEqual({ modelInfo: [] });
  }
  await expect.poll(() => server.openConnections, { timeout: 2_000 }).toBe(0);
}

test.for(rows)('$title', async ({ headers = {}, body = [empty], expected }) => {
  server.reset();
  {
    using client = h2Client(server.port);
    const answer = await client.call({ ...auth, ...headers }, ...body);
    if (typeof expected === 'number') expect(answer.http).toBe(expected);
    else expect({ http: answer.http, status: answer.status }).toEqual({ http: 200, status: expected });
    expect(JSON.stringify(answer)).not.toContain(server.keys.project_1.reveal());
  }
  await expectWell();
});

const badKeys: [title: string, header: (key: string) => Headers][] = [
  ['none', () => ({})],
  ['empty', () => ({ authorization: '' })],
  ['the scheme alone', () => ({ authorization: 'Bearer' })],
  ['a scheme in small letters', (key) => ({ authorization: `bearer ${key}` })],
  ['a tab', (key) => ({ authorization: `Bearer\t${key}` })],
  ['two blanks', (key) => ({ authorization: `Bearer  ${key}` })],
  ['two in one, by a comma', (key) => ({ authorization: `Bearer ${key},Bearer ${key}` })],
  ['15 kB', () => ({ authorization: `Bearer ${'a'.repeat(15_000)}` })],
  ['Basic', (key) => ({ authorization: `Basic ${key}` })],
  ['the key alone', (key) => ({ authorization: key })],
];

test.for(badKeys)('33 the key given as %s is refused word for word, and not shown', async ([, header]) => {
  const key = server.keys.project_1.reveal();
  server.reset();
  using client = h2Client(server.port);
  const answer = await client.call(header(key), empty);
  expect(answer).toMatchObject({ status: '16', message: REFUSALS['key-refused'].details });
  expect(JSON.stringify(answer)).not.toContain(key.slice(3));
  expect(JSON.stringify(server.requests)).not.toContain(key.slice(3));
});

test('37 a method other than POST is told which one to use', async () => {
  using client = h2Client(server.port);
  expect((await client.call({ ':method': 'PUT' }, empty)).headers.allow).toBe('POST');
});

test('38 a call without te is served', async () => {
  using client = h2Client(server.port);
  const stream = client.session.request({
    ':method': 'POST',
    ':path': CREATE[':path'],
    'content-type': 'application/grpc',
    ...auth,
  });
  stream.end(frameMessage(Buffer.from([0x0a, 1, 0x61])));
  expect((await streamAnswer(stream)).status).toBe('0');
});

test('44 a length of 4 GiB is refused at once, before the body ends', async () => {
  using client = h2Client(server.port);
  const stream = client.open(auth);
  const answer = streamAnswer(stream);
  stream.write(claims(0xffffffff, Buffer.alloc(2)));
  expect((await answer).status).toBe('8');
});

test('47 an encoding that is not served is told which ones are', async () => {
  using client = h2Client(server.port);
  const answer = await client.call({ ...auth, 'grpc-encoding': 'snappy' }, flagged(1, Buffer.from('x')));
  expect(answer.headers['grpc-accept-encoding']).toBe('identity,deflate,gzip');
});

test('49 a gzip bomb of 200 MB is given up early', async () => {
  const packed = flagged(1, gzipSync(Buffer.alloc(200_000_000)));
  using client = h2Client(server.port);
  await client.call(auth, empty);
  const before = process.memoryUsage().rss;
  const from = performance.now();
  expect((await client.call({ ...auth, 'grpc-encoding': 'gzip' }, packed)).status).toBe('8');
  expect(performance.now() - from).toBeLessThan(1_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * MIB);
});

test('51 a timeout of 0 is a deadline that has passed, for a handler that takes its time', async () => {
  using client = h2Client(server.port);
  server.use(rpc.getModelList({}, { delay: 500, once: true }));
  expect((await client.call({ ...auth, 'grpc-timeout': '0m' }, empty)).status).toBe('4');
});

test('54 a body byte by byte is served, and one that stops is ended', async () => {
  server.reset();
  using client = h2Client(server.port);
  const slow = client.open(auth);
  const served = streamAnswer(slow);
  for (let at = 0; at < 5; at += 1) {
    slow.write(Buffer.alloc(1));
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  slow.end();
  expect((await served).status).toBe('0');
  const stopped = client.open(auth);
  const ended = streamAnswer(stopped);
  stopped.write(Buffer.alloc(1));
  expect((await ended).status).toBe('4');
});
