import { describe, expect, test } from 'vitest';
import vectors from '../../vectors/refusals.json' with { type: 'json' };
import { KINDS } from '../failure/kinds.js';
import { REFUSALS } from '../failure/tables/refusals.js';
import { classifyError } from './classify-error.js';

describe('a refusal is told by its words', () => {
  test.for(vectors.rows)('$title', ({ in: text, out }) => {
    const failure = classifyError(text);
    expect(failure.kind).toBe(out);
    expect(failure.billed).toBe(out === 'unrecognised' ? 'maybe' : 'yes');
  });
});

const ERRORS = {
  'grpc-js': (code: number, details: string) =>
    Object.assign(new Error(`${code} UNAUTHENTICATED: ${details}`), {
      code,
      details,
      metadata: { get: () => [] },
    }),
  'nice-grpc': (code: number, details: string) =>
    Object.assign(new Error(`/a.B/c UNAUTHENTICATED: ${details}`), { path: '/a.B/c', code, details }),
  connect: (code: number, rawMessage: string) =>
    Object.assign(new Error(`[unauthenticated] ${rawMessage}`), {
      code,
      rawMessage,
      details: [],
      metadata: new Headers({ 'content-type': 'application/grpc' }),
    }),
  'a plain object': (code: number, details: string) => ({ code, details, metadata: {} }),
  'a status by name': (_: number, details: string) => ({ code: 'UNAUTHENTICATED', details }),
  'a status as text': (code: number, details: string) => ({ code: String(code), details }),
};

describe.for(Object.entries(ERRORS))('an error of %s', ([, make]) => {
  test.for(Object.entries(REFUSALS))('tells %s, keeps the words, and is billed', ([kind, refusal]) => {
    const failure = classifyError(make(refusal.status, refusal.details));
    expect(failure).toMatchObject({
      kind,
      origin: 'server',
      status: 16,
      billed: 'yes',
      retryable: false,
      serverMessage: refusal.details,
      exitCode: KINDS[failure.kind].exitCode,
    });
  });

  test('is found below three layers of cause and an AggregateError', () => {
    const inner = make(16, REFUSALS['no-subscription'].details);
    const outer = new Error('start failed', {
      cause: new AggregateError([new Error('x'), new Error('call failed', { cause: inner })], 'all failed'),
    });
    expect(classifyError(outer).kind).toBe('no-subscription');
  });
});

test('words of a refusal with another status than 2, 7 or 16 are an answer of that status', () => {
  expect(classifyError({ code: 3, details: 'the key is invalid' }).kind).toBe('invalid-argument');
  expect(classifyError({ code: 9, details: 'the limits of the plan are exceeded' }).kind).toBe(
    'failed-precondition',
  );
});

test('an unknown refusal keeps the words of the server', () => {
  expect(classifyError({ code: 16, details: 'Der Schlüssel gilt nicht.' })).toMatchObject({
    kind: 'unauthenticated-other',
    serverMessage: 'Der Schlüssel gilt nicht.',
  });
});
