import { writeFileSync } from 'node:fs';
import { classifyError } from '@dlubal-kit/auth-core';
import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { channelOptions } from '../../src/index.js';
import { PATH } from '../peers.js';

const same = (bytes: Buffer): Buffer => bytes;

/** What a client of grpc-js reports of one call. */
export async function grpcReport(
  host: string,
  port: number,
  tls: { readonly ca: string } | undefined,
): Promise<ServiceError> {
  const target = host.startsWith('unix:') ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const secured =
    tls === undefined ? credentials.createInsecure() : credentials.createSsl(Buffer.from(tls.ca));
  const client = new Client(target, secured, channelOptions());
  try {
    return await new Promise((report, answered) =>
      client.makeUnaryRequest(PATH, same, same, Buffer.alloc(0), { deadline: Date.now() + 1_500 }, (error) =>
        error === null ? answered(new Error('grpc-js was answered')) : report(error),
      ),
    );
  } finally {
    client.close();
  }
}

const VECTORS = new URL('../../../auth-core/vectors/provoked-failures.json', import.meta.url);
const rows: object[] = [];

/** Keeps a report; at the end, with DLUBAL_RECORD_FAILURES=1, all of them become the vectors of auth-core's tests. */
export function recordReports(title?: string, report?: ServiceError): void {
  if (process.env.DLUBAL_RECORD_FAILURES !== '1') return;
  if (title !== undefined && report !== undefined) rows.push(rowOf(title, report));
  else writeFileSync(VECTORS, `${JSON.stringify({ $comment: COMMENT, rows }, undefined, 1)}\n`);
}

const COMMENT =
  'What grpc-js reports of the failures in packages/node-client/test/provoked, and how it is read. Written by that test with DLUBAL_RECORD_FAILURES=1; ports, times and thread numbers are written <…>.';

function rowOf(title: string, report: ServiceError): object {
  const contentType = report.metadata?.get('content-type')[0];
  const { kind, reason, origin, billed, retryable, exitCode } = classifyError(report);
  return {
    title,
    source: `grpc-js 1.14, Node ${process.versions.node.split('.')[0]}`,
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
    .replaceAll(/(127\.0\.0\.1|\[?::1\]?|localhost):\d+/g, '$1:<port>')
    .replaceAll(/\d+\.\d{3}s/g, '<time>s')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/\b[0-9A-F]{12,16}(?=:error)/g, '<thread>')
    .replaceAll(/\/tmp\/provoked-\w+/g, '<folder>');
