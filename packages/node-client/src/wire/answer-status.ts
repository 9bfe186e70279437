import type { IncomingHttpHeaders } from 'node:http2';
import { type CallReport, metadataOf } from './call-report.js';

/** What gRPC makes of an HTTP status without a gRPC one (doc/http-grpc-status-mapping.md of gRPC). */
const BY_HTTP: Readonly<Record<number, number>> = {
  400: 13,
  401: 16,
  403: 7,
  404: 12,
  429: 14,
  502: 14,
  503: 14,
  504: 14,
};

/**
 * The status in the headers that ended an answer; undefined where they have none.
 *
 * @param type `content-type` of the answer, which headers after the body do not repeat: it tells the classifier who spoke.
 */
export function statusIn(headers: IncomingHttpHeaders, type?: string): CallReport | undefined {
  const status = headers['grpc-status'];
  if (status === undefined) return undefined;
  const typed = type === undefined ? headers : { 'content-type': type, ...headers };
  return {
    code: Number(status),
    details: decoded(String(headers['grpc-message'] ?? '')),
    metadata: metadataOf(typed),
    evidence: 'answered',
  };
}

/** An answer of something that speaks HTTP alone. */
export function httpStatus(status: number, headers: IncomingHttpHeaders): CallReport {
  return {
    code: BY_HTTP[status] ?? 2,
    details: `Received HTTP status code ${status}`,
    metadata: metadataOf(headers),
  };
}

/** An answer that ended without a status. A page is told by its type alone: with a gRPC one, the connection may have been lost. */
export function noStatus(headers: IncomingHttpHeaders | undefined): CallReport {
  const type = headers?.['content-type'];
  const isPage = type !== undefined && !type.startsWith('application/grpc');
  return {
    code: 13,
    details: 'Received RST_STREAM with code 0 (Call ended without gRPC status)',
    ...(isPage && headers !== undefined && { metadata: metadataOf(headers) }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
