import { describe, expect, test } from 'vitest';
import { failureOf } from './failure-of.js';
import { isFailureKind, KINDS } from './kinds.js';
import { REASONS, reasonRow } from './reasons.js';
import { GRPC_STATUSES } from './tables/grpc-status.js';
import { EXIT_CODES } from './tables/kind-row.js';

const COLUMNS = ['happened', 'remedy', 'exitCode', 'origin', 'billed', 'retryable', 'official'];

describe.for(Object.entries(KINDS))('%s', ([kind, row]) => {
  test('has a sentence, a remedy and a documented exit code other than "fine"', () => {
    expect(row.happened).toMatch(/^[A-Za-z].*\.$/);
    expect(row.remedy).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(EXIT_CODES)).toContain(String(row.exitCode));
    expect(row.exitCode).toBeGreaterThan(0);
  });

  test('has no column beyond those of the table', () => {
    for (const column of Object.keys(row)) expect(COLUMNS).toContain(column);
  });

  test('is retryable only where nothing was processed, or the server asks for a retry', () => {
    expect(!row.retryable || row.billed === 'no' || kind === 'unavailable').toBe(true);
  });
});

const REASON_ROWS = Object.entries(REASONS).flatMap(([kind, rows]) =>
  Object.keys(rows).map((reason) => [kind, reason] as const),
);

test.for(REASON_ROWS)(
  '%s, %s, gives its own remedy and no retry of what may have been processed',
  ([kind, reason]) => {
    if (!isFailureKind(kind)) throw new Error(`${kind} is not a kind`);
    const failure = failureOf(kind, { reason });
    expect(failure.remedy).toMatch(/^[A-Z].*\.$/);
    expect(failure.remedy).not.toBe(KINDS[kind].remedy);
    if (failure.retryable) expect(failure.billed).toBe('no');
  },
);

test('every status of gRPC has a kind of its own, but for OK', () => {
  expect(GRPC_STATUSES.map(({ code }) => code)).toEqual(Array.from({ length: 17 }, (_, code) => code));
  expect(new Set(GRPC_STATUSES.map(({ kind }) => kind)).size).toBe(17);
});

test('names that every object has are neither kinds nor reasons', () => {
  expect(['toString', '__proto__', 'constructor', 16, undefined].some(isFailureKind)).toBe(false);
  expect(reasonRow('tls', 'constructor')).toBeUndefined();
});

test('a failure takes from the table what its maker does not know', () => {
  expect(failureOf('key-unknown-name', { remedy: 'Did you mean project_2?', reason: undefined })).toEqual({
    kind: 'key-unknown-name',
    exitCode: 3,
    origin: 'local',
    billed: 'no',
    retryable: false,
    happened: KINDS['key-unknown-name'].happened,
    remedy: 'Did you mean project_2?',
    docs: 'https://dlubal-kit.github.io/dlubal-kit/failures/key-unknown-name',
  });
});
