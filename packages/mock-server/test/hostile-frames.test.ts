import { frame } from '@dlubal-kit/testing/frame';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MockServer, startMockServer } from '../src/index.js';
import { clientFor } from './call.js';
import { callFields, hpack, type RawAnswer, rawPeer, settings } from './raw-http2.js';

/** What the server must do; what is not given is not checked. */
interface Expected {
  /** The code of a GOAWAY is one of these. */
  readonly goaway?: readonly number[];
  /** The codes of all RST_STREAM. */
  readonly resets?: readonly number[];
  /** The server ends the connection by itself. */
  readonly closed?: true;
  /** How the journal tells it: outcome, status, or what was wrong with the key; `none` when it is not a call. */
  readonly journal?: string | number;
}

interface Row {
  readonly title: string;
  /** False: no preface and no settings are sent before. */
  readonly greet?: false;
  readonly bytes: (key: string) => Buffer[];
  readonly expected: Expected;
}

const headers = (key: string, changed: Record<string, string> = {}, stream = 1): Buffer =>
  frame(1, 4, stream, hpack(callFields(key, changed)));
const body = (stream = 1): Buffer => frame(0, 1, stream, Buffer.alloc(5));
const call = (key: string, changed: Record<string, string> = {}, stream = 1): Buffer =>
  Buffer.concat([headers(key, changed, stream), body(stream)]);
const fields = (list: [string, string][]): Buffer => Buffer.concat([frame(1, 4, 1, hpack(list)), body()]);
const many = (count: number, make: (at: number) => Buffer): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, at) => make(at)));
const split = (block: Buffer): Buffer => {
  const parts = Math.ceil(block.length / 16_000);
  return many(parts, (at) =>
    frame(at === 0 ? 1 : 9, at === parts - 1 ? 4 : 0, 1, block.subarray(at * 16_000, (at + 1) * 16_000)),
  );
};
const zeros = Buffer.alloc(8);
/** Later releases of nghttp2, from Node 24 on, pass PRIORITY over unread, as RFC 9113 allows, and end a connection with thousands. */
const KNOWS_PRIORITY = Number(process.versions.nghttp2?.split('.')[1]) < 64;
/** 4,000 bytes put into the table once, then referred to again and again. */
const bomb = Buffer.concat([
  Buffer.from([0x40, 1, 0x61, 0x7f, 0xa1, 0x1e]),
  Buffer.alloc(4_000, 98),
  Buffer.alloc(11_800, 0xbe),
]);

// Rows 1 to 53 of the research; each title begins with its number. "GOAWAY, closed" is what a peer that breaks HTTP/2 gets.
const rows: Row[] = [
  {
    title: '1 HTTP/1.1',
    greet: false,
    bytes: () => [Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
    expected: { goaway: [1, 2], closed: true },
  },
  {
    title: '2 an upgrade to h2c',
    greet: false,
    bytes: () => [
      Buffer.from(
        'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n',
      ),
    ],
    expected: { goaway: [1, 2], closed: true },
  },
  {
    title: '3 a TLS hello on a plaintext port',
    greet: false,
    bytes: () => [Buffer.from('160301020001', 'hex'), Buffer.alloc(512, 7)],
    expected: { goaway: [1, 2], closed: true },
  },
  {
    title: '4 4 KiB of anything',
    greet: false,
    bytes: () => [many(4_096, (at) => Buffer.from([(at * 7_919 + 13) % 251]))],
    expected: { goaway: [1, 2], closed: true },
  },
  {
    title: '5 half a greeting, then silence',
    greet: false,
    bytes: () => [Buffer.from('PRI * HTT')],
    expected: { closed: true },
  },
  { title: '6 silence', greet: false, bytes: () => [], expected: { closed: true } },
  {
    title: '7 HEADERS before SETTINGS',
    greet: false,
    bytes: (key) => [Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), headers(key)],
    expected: { goaway: [1, 2], closed: true },
  },
  {
    title: '8 a frame of 16 MiB',
    bytes: () => [Buffer.from([0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1])],
    expected: { goaway: [6], closed: true },
  },
  {
    title: '9 DATA on stream 0',
    bytes: () => [frame(0, 0, 0, zeros)],
    expected: { goaway: [1], closed: true },
  },
  {
    title: '10 a stream of even number',
    bytes: (key) => [call(key, {}, 2)],
    expected: { goaway: [1, 2], closed: true },
  },
  {
    title: '10 a stream number that goes backwards',
    bytes: (key) => [call(key, {}, 5), headers(key, {}, 3)],
    expected: { journal: 0 },
  },
  {
    title: '11 an unknown frame and an unknown setting',
    bytes: (key) => [frame(99, 0, 0, zeros), settings([99, 1]), call(key)],
    expected: { resets: [], journal: 0 },
  },
  {
    title: '12 HPACK that is none',
    bytes: () => [frame(1, 5, 1, Buffer.alloc(8, 0xff))],
    expected: { goaway: [9], closed: true },
  },
  {
    title: '12 HPACK cut short',
    bytes: (key) => [frame(1, 5, 1, hpack(callFields(key)).subarray(0, 30))],
    expected: { goaway: [9], closed: true },
  },
  {
    title: '13 an HPACK bomb',
    bytes: () => [frame(1, 5, 1, bomb)],
    expected: { resets: [11], journal: 'none' },
  },
  {
    title: '14 an HPACK table of 2 GiB',
    bytes: () => [frame(1, 5, 1, Buffer.from([0x3f, 0xe1, 0xff, 0xff, 0xff, 0x07]))],
    expected: { goaway: [9], closed: true },
  },
  {
    title: '15 5,000 empty CONTINUATION',
    bytes: (key) => [
      frame(1, 1, 1, hpack(callFields(key)).subarray(0, 40)),
      many(5_000, () => frame(9, 0, 1)),
    ],
    expected: { goaway: [1, 2], closed: true },
  },
  {
    title: '16 20,000 SETTINGS',
    bytes: () => [many(20_000, () => settings())],
    expected: { goaway: [2, 11], closed: true },
  },
  {
    title: '16 20,000 PING',
    bytes: () => [many(20_000, () => frame(6, 0, 0, zeros))],
    expected: { goaway: [2, 11], closed: true },
  },
  {
    title: '17 5,000 streams opened and reset',
    bytes: (key) => [
      many(5_000, (at) =>
        Buffer.concat([headers(key, {}, 1 + 2 * at), frame(3, 0, 1 + 2 * at, Buffer.from([0, 0, 0, 8]))]),
      ),
    ],
    expected: { goaway: [2, 11], closed: true, journal: 'none' },
  },
  {
    title: '18 10,000 empty DATA',
    bytes: (key) => [headers(key), many(10_000, () => frame(0, 0, 1))],
    expected: { goaway: [2, 11], closed: true },
  },
  {
    title: '19 20,000 PRIORITY',
    bytes: (key) => [
      many(20_000, (at) => frame(2, 0, 3 + 2 * (at % 50), Buffer.from([0, 0, 0, 0, 1]))),
      call(key, {}, 201),
    ],
    expected: KNOWS_PRIORITY ? { journal: 0 } : { goaway: [11], closed: true },
  },
  {
    title: '19 a stream that depends on itself',
    bytes: (key) => [
      frame(2, 0, 1, Buffer.from([0, 0, 0, 1, 1])),
      ...(KNOWS_PRIORITY ? [] : [call(key, {}, 3)]),
    ],
    expected: KNOWS_PRIORITY ? { goaway: [1], closed: true } : { journal: 0 },
  },
  {
    title: '20 WINDOW_UPDATE of 0',
    bytes: () => [frame(8, 0, 0, Buffer.alloc(4))],
    expected: { goaway: [1, 2], closed: true },
  },
  {
    title: '20 a window that overflows',
    bytes: () => [many(2, () => frame(8, 0, 0, Buffer.from('7fffffff', 'hex')))],
    expected: { goaway: [2, 3], closed: true },
  },
  {
    title: '21 a client whose window is 0',
    bytes: (key) => [settings([4, 0]), call(key)],
    expected: { journal: 0 },
  },
  {
    title: '22 SETTINGS of a wrong length',
    bytes: () => [frame(4, 0, 0, Buffer.alloc(5))],
    expected: { goaway: [6], closed: true },
  },
  {
    title: '22 a largest frame of 0',
    bytes: () => [settings([5, 0])],
    expected: { goaway: [1, 2], closed: true },
  },
  {
    title: '23 PUSH_PROMISE from a client',
    bytes: (key) => [frame(5, 4, 1, Buffer.concat([Buffer.from([0, 0, 0, 2]), hpack(callFields(key))]))],
    expected: { goaway: [1, 2], closed: true },
  },
  {
    title: '24 padding longer than its frame',
    bytes: (key) => [headers(key), frame(0, 8, 1, Buffer.from([200, 1]))],
    expected: { goaway: [1], closed: true },
  },
  {
    title: '25 DATA after END_STREAM',
    bytes: (key) => [call(key), frame(0, 1, 1, Buffer.alloc(5))],
    expected: { goaway: [5], closed: true },
  },
  {
    title: '26 GOAWAY, then a new stream',
    bytes: (key) => [frame(7, 0, 0, zeros), call(key)],
    expected: { goaway: [0], closed: true },
  },
  {
    title: '27 a header name with capitals',
    bytes: (key) => [fields([...callFields(key), ['X-Upper', '1']])],
    expected: { resets: [1], journal: 'none' },
  },
  {
    title: '27 connection: close',
    bytes: (key) => [call(key, { connection: 'close' })],
    expected: { resets: [1], journal: 'none' },
  },
  {
    title: '27 te: gzip',
    bytes: (key) => [call(key, { te: 'gzip' })],
    expected: { resets: [1], journal: 'none' },
  },
  {
    title: '27 a pseudo-header after others',
    bytes: (key) => [fields([['x-a', '1'], ...callFields(key)])],
    expected: { resets: [1], journal: 'none' },
  },
  {
    title: '27 two :path',
    bytes: (key) => [fields([[':path', '/x'], ...callFields(key)])],
    expected: { resets: [1], journal: 'none' },
  },
  {
    title: '27 no :path',
    bytes: (key) => [fields(callFields(key).filter(([name]) => name !== ':path'))],
    expected: { resets: [1], journal: 'none' },
  },
  {
    title: '27 no :authority',
    bytes: (key) => [fields(callFields(key).filter(([name]) => name !== ':authority'))],
    expected: { resets: [1], journal: 'none' },
  },
  {
    title: '27 an empty :authority',
    bytes: (key) => [call(key, { ':authority': '' })],
    expected: { resets: [1], journal: 'none' },
  },
  {
    title: '28 a NUL in a value: the header is dropped',
    bytes: (key) => [call(key, { 'x-a': 'a\0b' })],
    expected: { journal: 0 },
  },
  {
    title: '28 a line break in a value: no header is split',
    bytes: (key) => [call(key, { authorization: '', 'x-a': `a\r\nauthorization: Bearer ${key}` })],
    expected: { journal: 'missing' },
  },
  {
    title: '28 a key with a space at its end is not a key',
    bytes: (key) => [call(key, { authorization: `Bearer ${key} ` })],
    expected: { journal: 'missing' },
  },
  {
    title: '28 a key with a line feed at its end is not a key',
    bytes: (key) => [call(key, { authorization: `Bearer ${key}\n` })],
    expected: { journal: 'missing' },
  },
  {
    title: '29 latin-1 in a value',
    bytes: (key) => [call(key, { 'x-a': 'schl\xfcssel' })],
    expected: { journal: 0 },
  },
  {
    title: '30 a metadata name that is none',
    bytes: (key) => [call(key, { 'x!y': '1' })],
    expected: { journal: 0 },
  },
  {
    title: '31 -bin that is not base64',
    bytes: (key) => [call(key, { 'x-a-bin': '***', 'x-b-bin': 'AQ,AQ=,A' })],
    expected: { journal: 0 },
  },
  {
    title: '32 two keys, a good one first',
    bytes: (key) => [fields([...callFields(key), ['authorization', 'Bearer evil']])],
    expected: { journal: 'duplicated' },
  },
  {
    title: '34 135 headers',
    bytes: (key) => [call(key, Object.fromEntries(Array.from({ length: 135 }, (_, at) => [`x-${at}`, '1'])))],
    expected: { resets: [11], journal: 'none' },
  },
  {
    title: '35 a header of 20 kB',
    bytes: (key) => [split(hpack(callFields(key, { 'x-a': 'a'.repeat(20_000) }))), body()],
    expected: { journal: 'none' },
  },
  {
    title: '35 a path of 60 kB',
    bytes: (key) => [split(hpack(callFields(key, { ':path': `/${'a'.repeat(60_000)}` }))), body()],
    expected: { journal: 'none' },
  },
  {
    title: '37 CONNECT',
    bytes: () => [
      frame(
        1,
        4,
        1,
        hpack([
          [':method', 'CONNECT'],
          [':authority', 'x:1'],
        ]),
      ),
    ],
    expected: { resets: [0], journal: 'none' },
  },
  {
    title: '39 the path *',
    bytes: (key) => [call(key, { ':path': '*' })],
    expected: { resets: [1], journal: 'none' },
  },
  {
    title: '39 a path that is not ASCII',
    bytes: (key) => [call(key, { ':path': '/\xfc' })],
    expected: { journal: 12 },
  },
  {
    title: '40 a control character in the path',
    bytes: (key) => [call(key, { ':path': '/a\x01' })],
    expected: { resets: [1], journal: 'none' },
  },
  {
    title: '52 a content-length that does not agree',
    bytes: (key) => [headers(key, { 'content-length': '9' }), body()],
    expected: { resets: [1] },
  },
  {
    title: '52 expect: 100-continue',
    bytes: (key) => [call(key, { expect: '100-continue' })],
    expected: { journal: 0 },
  },
  {
    title: '53 trailers from the client',
    bytes: (key) => [headers(key), frame(0, 0, 1, Buffer.alloc(5)), frame(1, 5, 1, hpack([['x-t', '1']]))],
    expected: { journal: 0 },
  },
];

let server: MockServer<'project_1'>;
beforeAll(async () => {
  server = await startMockServer({ handshakeTimeoutMs: 60 });
});
afterAll(() => server.stop());

test.for(rows)('$title', async ({ greet, bytes, expected }) => {
  const key = server.keys.project_1.reveal();
  server.reset();
  {
    using peer = await rawPeer(server.port, greet ?? true);
    peer.send(...bytes(key));
    const answer = await peer.answer(expected.closed ? 2_000 : 40);
    expectAnswer(answer, expected);
  }
  using app = clientFor(server.address, { key });
  await expect(app.call('getModelList')).resolves.toEqual({ modelInfo: [] });
  app[Symbol.dispose]();
  await expect.poll(() => server.openConnections, { timeout: 2_000 }).toBe(0);
});

function expectAnswer(answer: RawAnswer, { goaway, resets, closed, journal }: Expected): void {
  if (closed) expect(answer.closed).toBe(true);
  if (goaway)
    expect(
      answer.goaway.some((code) => goaway.includes(code)),
      `GOAWAY ${answer.goaway}`,
    ).toBe(true);
  if (resets) expect(answer.resets).toEqual(resets);
  const [record] = server.requests;
  if (journal === 'none') expect(record).toBeUndefined();
  else if (typeof journal === 'string') expect(record?.keyFlaw).toBe(journal);
  else if (journal !== undefined) expect(record?.status).toBe(journal);
  expect(answer.text).not.toContain('a'.repeat(300));
}
