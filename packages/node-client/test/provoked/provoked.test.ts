import { type Billed, classifyError, isDlubalError } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { afterAll, describe, expect, test } from 'vitest';
import { type ConnectOptions, connect } from '../../src/index.js';
import { ANSWERS, PAGES, STATUSES } from './answering.js';
import { BREAKING } from './breaking.js';
import { grpcReport } from './grpc-report.js';
import { PROXYING } from './proxying.js';
import { REACHING } from './reaching.js';
import { recordReports } from './record-reports.js';
import { SECURING } from './securing.js';

const TABLES = { REACHING, PROXYING, SECURING, PAGES, BREAKING, STATUSES, ANSWERS };

async function failureOf(options: ConnectOptions) {
  const key = madeKey();
  const here = { env: {}, home: '/', cwd: '/', checkVersion: false, onWarning: () => {} };
  const app = await connect({
    apiKeyValue: key,
    ...here,
    connectTimeoutMs: 700,
    deadlineMs: 1_500,
    ...options,
  });
  const error = await app.getApplicationInfo().catch((failed: unknown) => failed);
  await app.close();
  expectNoKey(key, error);
  if (!isDlubalError(error)) throw new Error('it did not fail', { cause: error });
  return error.failure;
}

/** What grpc-js's words may be taken for where this is the truth: it sees less, and "maybe" is never wrong. */
const HONEST: Readonly<Record<Billed, readonly Billed[]>> = {
  no: ['no', 'maybe'],
  maybe: ['maybe'],
  yes: ['yes', 'maybe'],
};

afterAll(() => recordReports());

describe.each(Object.entries(TABLES))('%s', (table, rows) => {
  test.for(rows)('$title', async ({ title, is, peer, by, grpc, skip }, context) => {
    skip?.(context);
    await using at = await peer();
    const { kind, reason = '', billed } = await failureOf(by?.(at.port) ?? { port: at.port });
    expect([kind, reason, billed]).toEqual(is);
    if (grpc === false) return;
    const report = await grpcReport(by?.(at.port).url ?? '127.0.0.1', at.port, grpc);
    expect(HONEST[billed]).toContain(classifyError(report).billed);
    recordReports(`${table.toLowerCase()}: ${title}`, report);
  });
});
