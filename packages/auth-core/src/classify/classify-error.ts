import type { Failure } from '../failure/failure.js';
import { failureOf } from '../failure/failure-of.js';
import type { FailureKind } from '../failure/kinds.js';
import { ON_THE_WAY, SIGNS, type Sign } from '../failure/signs.js';
import { kindOfStatus } from '../failure/tables/grpc-status.js';
import { REFUSALS } from '../failure/tables/refusals.js';
import { cleanText, decodePercent } from '../redaction/clean-text.js';
import { carriedFailure, readReport } from './read-report.js';
import { refusalReader } from './refusal-words.js';
import type { Report } from './report.js';
import { isTextReadAsLength } from './text-as-length.js';

/** A kind and its finer cause. */
interface Verdict {
  readonly kind: FailureKind;
  readonly reason?: string;
}

/**
 * Says what went wrong, who reported it, what it cost and what to do next.
 *
 * @param thing a gRPC error of grpc-js, nice-grpc or connect, an `Error` that wraps one (`cause`, `errors`), an error of
 * this kit, or text: a log line, a Python traceback, C#'s `RpcException`.
 * @returns always a failure, `unrecognised` where nothing is known. Never throws, and never holds a key.
 * @example
 * classifyError('UNAUTHENTICATED - API access has been restricted. …').kind; // 'access-restricted'
 */
export function classifyError(thing: unknown): Failure {
  const carried = carriedFailure(thing);
  if (carried !== undefined) return carried;
  const report = readReport(thing);
  const { kind, reason } = judge(report);
  const status = Number.isNaN(report.status) ? undefined : report.status;
  const failure = failureOf(kind, { reason, status });
  return { ...failure, ...wordsFor(failure, report) };
}

/**
 * A plain map from status to kind is wrong for most failures: 16 alone is a wrong key, a used-up month, a proxy that
 * requires a login, or a provider that failed. So the words come first, and the surest of them before the others.
 */
function judge(report: Report): Verdict {
  return (
    bySign(SIGNS.local, report) ??
    bySign(SIGNS.gateway, report) ??
    bySize(report) ??
    byRefusal(report) ??
    byContentType(report) ??
    bySign(SIGNS.tls, report) ??
    bySign(SIGNS.connection, report) ??
    byStatus(report)
  );
}

/** True where a gRPC peer wrote the status: its words are not those of a library about the connection. */
const isFromGrpc = ({ contentType }: Report): boolean =>
  contentType !== undefined && /^application\/grpc(?:[+;]|$)/.test(contentType);

function isApplicable(sign: Sign, report: Report): boolean {
  if (isFromGrpc(report) && sign.evenFromGrpc !== true) return false;
  const { status = ON_THE_WAY } = sign;
  return report.status === undefined || status === 'any' || status.includes(report.status);
}

/** The words that signs are looked for in: those with the status, since a log around them also reports other things. */
const saidIn = ({ details, text }: Report): string => (details === '' ? text : details);

function bySign(signs: readonly Sign[], report: Report): Verdict | undefined {
  const said = saidIn(report);
  for (const sign of signs) {
    const match = isApplicable(sign, report) ? sign.pattern.exec(said) : null;
    if (match === null) continue;
    const reason = typeof sign.reason === 'function' ? sign.reason(match) : sign.reason;
    return reason === undefined ? { kind: sign.kind } : { kind: sign.kind, reason };
  }
  return undefined;
}

/** The length of a message, in bytes, in the words of grpc-js and grpcio. */
const RECEIVED_LENGTH = /larger than max \((\d{1,10}) vs/i;

function bySize(report: Report): Verdict | undefined {
  const verdict = bySign(SIGNS.size, report);
  if (verdict?.reason !== 'received') return verdict;
  if (isFromGrpc(report)) return { kind: 'message-too-large', reason: 'received-by-server' };
  const length = RECEIVED_LENGTH.exec(saidIn(report))?.[1];
  return isTextReadAsLength(Number(length)) ? { kind: 'not-a-grpc-server', reason: 'body-is-text' } : verdict;
}

/** The statuses with which a refusal is believed: the documented one, and two that a newer server might choose. */
const REFUSING: readonly number[] = [2, 7, 16];
const refusalIn = refusalReader(REFUSALS);

function byRefusal(report: Report): Verdict | undefined {
  const { status } = report;
  if (status !== undefined && !REFUSING.includes(status)) return undefined;
  const kind = refusalIn(decodePercent(saidIn(report)), status === 16);
  return kind === undefined ? undefined : { kind };
}

/** An answer that is not of gRPC: grpc-js 1.8 and 1.9 give a page's status no words, and only its content-type shows it. */
function byContentType(report: Report): Verdict | undefined {
  return report.contentType === undefined || isFromGrpc(report)
    ? undefined
    : { kind: 'not-a-grpc-server', reason: 'other-content-type' };
}

function byStatus({ status, statusLost, details }: Report): Verdict {
  if (statusLost === true) return { kind: 'protocol-error', reason: 'undefined-status' };
  if (status === undefined) return { kind: 'unrecognised' };
  const kind = kindOfStatus(status);
  if (kind === undefined) return { kind: 'protocol-error', reason: 'unknown-status-code' };
  const reason = reasonOfStatus(status, details);
  return reason === undefined ? { kind } : { kind, reason };
}

/** What the words, or their absence, say beyond the status. */
function reasonOfStatus(status: number, details: string): string | undefined {
  const isSilent = details.trim() === '';
  if (status === 0) return 'no-response-message';
  if (status === 16 && isSilent) return 'no-text';
  return (status === 1 || status === 4) && !isSilent ? 'by-server' : undefined;
}

/** The words as they may be shown: the server's where it spoke, else what was reported of the way. */
function wordsFor({ kind, origin }: Failure, { details }: Report): Partial<Failure> {
  // grpc-js puts the whole key into this one text.
  if (kind === 'key-malformed') return {};
  const words = cleanText(details);
  if (words === '') return {};
  return origin === 'server' ? { serverMessage: words } : { transportMessage: words };
}
