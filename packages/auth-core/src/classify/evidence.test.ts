import { describe, expect, test } from 'vitest';
import { KINDS } from '../failure/kinds.js';
import { REASONS } from '../failure/reasons.js';
import { GRPC_STATUSES } from '../failure/tables/grpc-status.js';
import { classifyError } from './classify-error.js';
import { EVIDENCE, type Evidence } from './evidence.js';

/** One text for each thing that words can say, with what they mean on their own. */
const WORDS = {
  nothing: 'quux flobbed',
  unsent: 'connect ECONNREFUSED 127.0.0.1:9000',
  'turned-away': 'Stream refused by server',
  maybe: 'read ECONNRESET',
} as const;
type Said = keyof typeof WORDS;

/** Statuses that libraries give to failures of the connection. */
const ON_THE_WAY = [1, 2, 13, 14];

/** What follows for these statuses: the kind and whether it was billed. `=` is the kind of the status. */
const WANTED: Readonly<Record<Evidence, Readonly<Record<Said, readonly [string, string]>>>> = {
  none: {
    nothing: ['=', 'maybe'],
    unsent: ['server-unreachable', 'no'],
    'turned-away': ['connection-lost', 'no'],
    maybe: ['connection-lost', 'maybe'],
  },
  unsent: {
    nothing: ['server-unreachable', 'no'],
    unsent: ['server-unreachable', 'no'],
    'turned-away': ['connection-lost', 'no'],
    maybe: ['connection-lost', 'no'],
  },
  sent: {
    nothing: ['=', 'maybe'],
    unsent: ['connection-lost', 'maybe'],
    'turned-away': ['connection-lost', 'no'],
    maybe: ['connection-lost', 'maybe'],
  },
  begun: {
    nothing: ['=', 'yes'],
    unsent: ['=', 'yes'],
    'turned-away': ['connection-lost', 'no'],
    maybe: ['connection-lost', 'maybe'],
  },
  peer: {
    nothing: ['=', 'yes'],
    unsent: ['=', 'yes'],
    'turned-away': ['connection-lost', 'no'],
    maybe: ['connection-lost', 'maybe'],
  },
  message: {
    nothing: ['=', 'yes'],
    unsent: ['=', 'yes'],
    'turned-away': ['connection-lost', 'yes'],
    maybe: ['connection-lost', 'yes'],
  },
  answered: {
    nothing: ['=', 'yes'],
    unsent: ['=', 'yes'],
    'turned-away': ['=', 'yes'],
    maybe: ['=', 'yes'],
  },
};

/** The error as the client makes it: a status by a gRPC peer is known by its content-type. */
const errorOf = (code: number, details: string, evidence: Evidence): object =>
  evidence === 'answered'
    ? { code, details, metadata: { 'content-type': 'application/grpc' } }
    : { code, details, evidence };

describe.for(EVIDENCE)('evidence %s', (evidence) => {
  for (const said of Object.keys(WORDS) as Said[]) {
    test(`with words that say ${said}, for every status of the connection`, () => {
      for (const code of ON_THE_WAY) {
        const ofStatus = GRPC_STATUSES.find((status) => status.code === code)?.kind;
        const [kind, billed] = WANTED[evidence][said];
        const isCancelled = code === 1 && evidence === 'unsent' && said === 'nothing';
        const wanted = isCancelled ? 'cancelled' : kind === '=' ? ofStatus : kind;
        expect(classifyError(errorOf(code, WORDS[said], evidence))).toMatchObject({ kind: wanted, billed });
      }
    });
  }

  test('and a status that libraries do not make is an answer, unless nothing was sent', () => {
    const others = GRPC_STATUSES.filter(({ code }) => code > 2 && code < 13 && ![4, 10].includes(code));
    for (const { code, kind } of others) {
      const failure = classifyError(errorOf(code, 'quux flobbed', evidence));
      const wanted = evidence === 'unsent' ? { billed: 'no' } : { kind, billed: 'yes' };
      expect(failure).toMatchObject(wanted);
    }
  });

  test('never makes a call that may have been billed one to repeat', () => {
    for (const { code } of GRPC_STATUSES) {
      for (const words of Object.values(WORDS)) {
        const { billed, retryable } = classifyError(errorOf(code, words, evidence));
        expect(billed === 'maybe' && retryable).toBe(false);
      }
    }
  });
});

test('a deadline without proof is not the server’s', () => {
  expect(classifyError({ code: 4, details: 'quux flobbed' })).toMatchObject({
    kind: 'deadline',
    billed: 'maybe',
  });
  expect(classifyError(errorOf(4, '', 'answered'))).toMatchObject({ reason: 'by-server', billed: 'yes' });
  expect(classifyError(errorOf(4, 'Deadline exceeded', 'unsent'))).toMatchObject({
    reason: 'connecting',
    billed: 'no',
  });
});

test('words that are not evidence are passed over', () => {
  expect(classifyError({ code: 13, details: 'quux', evidence: 'a rumour' }).billed).toBe('maybe');
});

test('no row of the tables is both perhaps billed and worth repeating', () => {
  const rows = Object.entries(REASONS).flatMap(([kind, reasons]) =>
    Object.values(reasons).map((row) => ({ ...KINDS[kind as keyof typeof KINDS], ...row })),
  );
  for (const { billed, retryable } of [...Object.values(KINDS), ...rows]) {
    expect(billed === 'maybe' && retryable).toBe(false);
  }
});
