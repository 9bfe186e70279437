import { describe, expect, test } from 'vitest';
import provoked from '../../vectors/provoked-failures.json' with { type: 'json' };
import vectors from '../../vectors/transport-failures.json' with { type: 'json' };
import { classifyError } from './classify-error.js';

interface Reported {
  readonly code?: number | string | null;
  readonly details?: string | null;
  readonly message?: string;
  readonly rawMessage?: string;
  readonly causeCode?: string;
  readonly contentType?: string;
  readonly text?: string;
}

/** The error as its library makes it: grpc-js with `details`, connect with `rawMessage` and a cause, or bare text. */
function thingOf({ code, details, message, rawMessage, causeCode, contentType, text }: Reported): unknown {
  if (text !== undefined) return text;
  if (message !== undefined) return new Error(message);
  const status = code === 'NaN' ? Number.NaN : code;
  if (rawMessage !== undefined) {
    const cause = Object.assign(new Error(rawMessage), { code: causeCode });
    const error = new Error(`[status] ${rawMessage}`, { cause });
    const metadata = new Headers(contentType === undefined ? {} : { 'content-type': contentType });
    return Object.assign(error, { code: status, rawMessage, details: [], metadata });
  }
  const metadata = {
    get: (name: string) => (name === 'content-type' && contentType !== undefined ? [contentType] : []),
  };
  return Object.assign(new Error(`${status} STATUS: ${details}`), { code: status, details, metadata });
}

test.for([...vectors.rows, ...provoked.rows])('$title', ({ in: reported, out }) => {
  const { kind, reason, origin, billed, retryable, exitCode } = classifyError(thingOf(reported));
  const told = { kind, ...(reason === undefined ? {} : { reason }), origin, billed, retryable, exitCode };
  expect(told).toEqual(out);
});

describe('what Node.js 20, 22, 24 and 26 report of a failure is judged alike', () => {
  const titles = [...new Set(provoked.rows.map(({ title }) => title))];

  test.for(titles)('%s', (title) => {
    const rows = provoked.rows.filter((row) => row.title === title);
    expect(rows.flatMap(({ nodes }) => nodes).sort()).toEqual([20, 22, 24, 26]);
    const verdicts = rows.map(({ out: { kind, billed, retryable } }) => ({ kind, billed, retryable }));
    for (const verdict of verdicts) expect(verdict).toEqual(verdicts[0]);
  });
});
