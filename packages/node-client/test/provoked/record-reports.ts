import { readFileSync, writeFileSync } from 'node:fs';
import { classifyError } from '@dlubal-kit/auth-core';
import type { ServiceError } from '@grpc/grpc-js';

interface Row {
  readonly title: string;
  readonly source: string;
  readonly nodes: readonly number[];
  readonly in: object;
  readonly out: object;
}

const VECTORS = new URL('../../../auth-core/vectors/provoked-failures.json', import.meta.url);
const COMMENT =
  'What grpc-js reports of the failures in packages/node-client/test/provoked, and how it is read. `nodes`: the lines of Node.js that reported it in these words. Written by that test with DLUBAL_RECORD_FAILURES=1, one Node.js after the other; ports, times and thread numbers are written <…>.';
const NODE = Number(process.versions.node.split('.')[0]);
const rows: Row[] = [];

/**
 * Keeps a report. At the end, with DLUBAL_RECORD_FAILURES=1, all of them replace what this line of Node.js had in the
 * vectors of auth-core's tests.
 */
export function recordReports(title?: string, report?: ServiceError): void {
  if (process.env.DLUBAL_RECORD_FAILURES !== '1') return;
  if (title !== undefined && report !== undefined) rows.push(rowOf(title, report));
  else
    writeFileSync(
      VECTORS,
      `${JSON.stringify({ $comment: COMMENT, rows: withOtherNodes() }, undefined, 1)}\n`,
    );
}

/** In the order of the tables; words that several Nodes share are one row. */
function withOtherNodes(): readonly Row[] {
  const { rows: recorded } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { rows: readonly Row[] };
  const others = recorded
    .map((row) => ({ ...row, nodes: row.nodes.filter((node) => node !== NODE) }))
    .filter(({ nodes }) => nodes.length > 0);
  return rows.flatMap((row) => {
    const sameTitle = others.filter(({ title }) => title === row.title);
    const sameWords = sameTitle.find((other) => JSON.stringify(other.in) === JSON.stringify(row.in));
    const nodes = [...(sameWords?.nodes ?? []), NODE].sort((one, other) => one - other);
    return [...sameTitle.filter((other) => other !== sameWords), { ...row, nodes }].sort(byFirstNode);
  });
}

const byFirstNode = (one: Row, other: Row): number => (one.nodes[0] ?? 0) - (other.nodes[0] ?? 0);

function rowOf(title: string, report: ServiceError): Row {
  const contentType = report.metadata?.get('content-type')[0];
  const { kind, reason, origin, billed, retryable, exitCode } = classifyError(report);
  return {
    title,
    source: 'grpc-js 1.14',
    nodes: [NODE],
    in: {
      // Without a status where it could not unpack the answer.
      ...(report.code === undefined
        ? { message: neutral(report.message) }
        : { code: report.code, details: neutral(report.details) }),
      ...(contentType !== undefined && { contentType: String(contentType) }),
    },
    out: { kind, ...(reason !== undefined && { reason }), origin, billed, retryable, exitCode },
  };
}

const neutral = (text: string): string =>
  text
    .replaceAll(/(127\.0\.0\.1|\[?::1\]?|localhost|\.invalid):\d+/g, '$1:<port>')
    .replaceAll(/\d+\.\d{3}s/g, '<time>s')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/\b[0-9A-F]{12,16}(?=:error)/g, '<thread>')
    .replaceAll(/\/tmp\/provoked-\w+/g, '<folder>');
