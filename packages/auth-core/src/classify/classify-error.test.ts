import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../failure/failure-of.js';
import { KINDS } from '../failure/kinds.js';
import { GRPC_STATUSES } from '../failure/tables/grpc-status.js';
import { classifyError } from './classify-error.js';

const FROM_GRPC = { get: (name: string) => (name === 'content-type' ? ['application/grpc'] : []) };

describe.for(GRPC_STATUSES.filter(({ code }) => code > 0))('status $code $name', ({ code, name, kind }) => {
  test('of a server is its own kind, billed, and retryable only when unavailable', () => {
    const failure = classifyError({ code, details: 'm', metadata: FROM_GRPC });
    expect(failure).toMatchObject({
      kind,
      status: code,
      origin: 'server',
      billed: 'yes',
      serverMessage: 'm',
    });
    expect(failure.retryable).toBe(code === 14);
    expect(failure.remedy).not.toBe('');
  });

  test('is read by name, in the spelling of every library', () => {
    const pascal = name
      .split('_')
      .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
      .join('');
    const spelt = [
      { code: name, details: 'm' },
      { code: pascal, details: 'm' },
      `Error: ${code} ${name}: m\n    at callErrorFromStatus (call.js:32:19)`,
      `status = StatusCode.${name}\n\tdetails = "m"\n`,
      `RpcException: Status(StatusCode="${pascal}", Detail="m")`,
      `RuntimeError: gRPC Error: ${name} - m`,
      `gRPC Connection error:\n${name} - m`,
    ];
    for (const thing of spelt) expect(classifyError(thing)).toMatchObject({ status: code, kind });
  });
});

test('an error with the status OK breaks the protocol, and was billed', () => {
  expect(classifyError({ code: 0, details: '', metadata: FROM_GRPC })).toMatchObject({
    kind: 'protocol-error',
    reason: 'no-response-message',
    billed: 'yes',
  });
});

const ODD_STATUSES = [
  99,
  -1,
  16.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  'abc',
  '',
  '17',
  true,
  {},
  Symbol('16'),
];

test.for(ODD_STATUSES.map((code) => ({ code })))('the odd status $code breaks the protocol', ({ code }) => {
  const failure = classifyError({ code, details: 'weird', metadata: FROM_GRPC });
  expect(failure).toMatchObject({
    kind: 'protocol-error',
    reason: 'unknown-status-code',
    serverMessage: 'weird',
  });
  expect(failure.status).not.toBeNaN();
});

test.for([
  Object.assign(new Error('undefined undefined: undefined'), { code: undefined, details: undefined }),
  { code: undefined, details: undefined, metadata: undefined },
  { code: null, details: null },
  'Error: undefined undefined: undefined\n    at callErrorFromStatus',
])('an error that grpc-js made of nothing breaks the protocol', (thing) => {
  expect(classifyError(thing)).toMatchObject({ kind: 'protocol-error', reason: 'undefined-status' });
});

describe('words prove nothing against the peer that wrote the status', () => {
  test.for(['Connection dropped', 'connect ECONNREFUSED 10.0.0.1:5432', 'certificate has expired'])(
    '%s',
    (details) => {
      expect(classifyError({ code: 14, details, metadata: FROM_GRPC })).toMatchObject({
        kind: 'unavailable',
        origin: 'server',
        billed: 'yes',
      });
      expect(classifyError({ code: 14, details, metadata: { get: () => [] } }).origin).toBe('transport');
    },
  );

  test('a status of the application is kept, whatever its words', () => {
    const details = 'the model host is gone: connect ECONNREFUSED 10.0.0.1:5432';
    expect(classifyError({ code: 5, details }).kind).toBe('not-found');
  });

  test('a limit of the server is not a web page', () => {
    const details = 'Received message larger than max (1752460652 vs 4194304)';
    expect(classifyError({ code: 8, details, metadata: FROM_GRPC }).kind).toBe('message-too-large');
    expect(classifyError({ code: 8, details }).kind).toBe('not-a-grpc-server');
  });
});

test('a page of HTTP says nothing about the key, whatever its status became', () => {
  for (const [code, http] of [
    [16, 401],
    [7, 403],
    [12, 404],
    [14, 429],
    [14, 502],
    [14, 503],
    [14, 504],
  ] as const) {
    const failure = classifyError({
      code,
      details: `Received HTTP status code ${http}`,
      metadata: { get: () => [] },
    });
    expect(failure).toMatchObject({
      kind: 'not-a-grpc-server',
      reason: `http-${http}`,
      origin: 'gateway',
      exitCode: 6,
    });
    expect(failure.billed).not.toBe('yes');
  }
});

test('a page without words, as grpc-js 1.8 reports it, is told by its content type', () => {
  const metadata = { get: () => ['text/html; charset=utf-8'] };
  expect(classifyError({ code: 16, details: '', metadata })).toMatchObject({
    kind: 'not-a-grpc-server',
    reason: 'other-content-type',
  });
});

const thrower: object = new Proxy(new Error('x'), {
  get: () => {
    throw new Error('no');
  },
  has: () => {
    throw new Error('no');
  },
  getPrototypeOf: () => {
    throw new Error('no');
  },
});
const revoked = Proxy.revocable([], {});
revoked.revoke();
const cyclic: Error & { errors?: unknown } = new Error('loop');
cyclic.cause = cyclic;
cyclic.errors = [cyclic, { cause: cyclic }];
let deep: Error = new Error('bottom');
for (let depth = 0; depth < 10_000; depth += 1) deep = new Error('layer', { cause: deep });

const HOSTILE: readonly unknown[] = [
  undefined,
  null,
  0,
  16,
  Number.NaN,
  10n,
  true,
  '',
  Symbol('x'),
  () => {},
  [],
  [null],
  {},
  Object.create(null),
  new Date(0),
  thrower,
  revoked.proxy,
  { errors: revoked.proxy, cause: revoked.proxy },
  cyclic,
  deep,
  { code: 20, message: 'This operation was stopped', stack: 'x' },
  {
    metadata: {
      get: () => {
        throw new Error('no');
      },
    },
    message: 'x',
    stack: 'y',
  },
  Object.assign(new Error('Command failed'), { code: 1, killed: false }),
  new DOMException('stopped', 'DataError'),
  '\ud800\udfff\u0000\u202e',
  'x'.repeat(1_000_000),
];

test.for(HOSTILE.map((thing, index) => ({ thing, index })))(
  'number $index of the hostile things is classified',
  ({ thing }) => {
    const failure = classifyError(thing);
    expect(['unrecognised', 'protocol-error']).toContain(failure.kind);
    expect(failure.exitCode).toBe(KINDS[failure.kind].exitCode);
  },
);

test('an aborted call was cancelled by the caller', () => {
  expect(classifyError(new DOMException('This operation was aborted', 'AbortError'))).toMatchObject({
    kind: 'cancelled',
    reason: 'by-client',
  });
});

test('a failure that an error of this kit carries is handed on', () => {
  const failure = failureOf('access-restricted', { status: 16, serverMessage: 'used up' });
  const error = Object.assign(new Error('[access-restricted] …'), { failure });
  expect(classifyError(new Error('job failed', { cause: error }))).toEqual(failure);
});

describe('words are shown clean', () => {
  const shown = (details: string): string | undefined =>
    classifyError({ code: 2, details, metadata: FROM_GRPC }).serverMessage;

  test('percent-encoding is decoded where it can be', () => {
    expect(shown('100% Schl%C3%BCssel%3A%20%FF %zz')).toBe('100% Schlüssel: %FF %zz');
  });

  test('terminal sequences, control, bidi and zero-width characters go, the newline stays', () => {
    expect(shown('a\u0007\u001b[31mb\u001b]0;title\u0007c\u202e\u200bd%1B%5B2J\r\ne\u0085\u2028f')).toBe(
      'abcd\ne\nf',
    );
  });

  test('at most 1,000 characters are kept, none cut in half', () => {
    const long = shown('😀'.repeat(20_000)) ?? '';
    expect(long.length).toBeLessThanOrEqual(1_000);
    expect(long).toMatch(/^(?:😀)+…$/u);
  });
});

test('no form of a failure shows a key', () => {
  const key = madeKey();
  const base64 = Buffer.from(`Bearer ${key}`).toString('base64');
  const words = `key ${key}, ${key.replace('-', '%2D')}, ${key.slice(0, 20)}\u200b${key.slice(20)}, ${base64}`;
  const error = Object.assign(new Error(`16 UNAUTHENTICATED: ${words}`), {
    code: 16,
    details: words,
    metadata: { get: () => [key], authorization: `Bearer ${key}` },
    failure: undefined,
  });
  const carried = Object.assign(new Error(key), {
    failure: { ...failureOf('tls'), remedy: key, reason: key, serverMessage: key, extra: key, docs: key },
  });
  const things = [
    error,
    carried,
    new Error(key, { cause: error }),
    { code: 14, details: `No connection established. Last error: ${words}` },
    `Error: 16 UNAUTHENTICATED: ${words}\n    at x`,
    new Error(`Metadata string value "Bearer ${key}\n" contains illegal characters`),
    new Error(
      `Metadata string value "Bearer ${key.slice(0, 12)}\n${key.slice(12, 24)}" contains illegal characters`,
    ),
    words,
  ];
  for (const thing of things) expectNoKey(key, classifyError(thing));
  expect(JSON.stringify(classifyError(things[6]))).not.toContain(key.slice(3, 12));
});

test('a log of ten megabytes is read in time in proportion to it', () => {
  const line = '2026-11-24 INFO request 4711 was handled in 12 ms, access granted, no error\n';
  const log = line.repeat(Math.floor(10_000_000 / line.length));
  const half = log.slice(0, log.length / 2);
  const sentence = 'API access has been restricted.';
  expect(classifyError(log).kind).toBe('unrecognised');
  expect(classifyError(half + sentence + half).kind).toBe('access-restricted');
});
