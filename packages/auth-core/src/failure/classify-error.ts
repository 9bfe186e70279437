import { cleanText, decodePercent } from './clean-text.js';
import { failureOf } from './failure-of.js';
import type { Failure } from './failure-types.js';
import { kindOfStatus } from './grpc-status.js';
import type { FailureKind } from './kinds.js';
import { readReport } from './read-report.js';
import { refusalIn } from './refusal-words.js';
import type { Report } from './report.js';
import { isTextReadAsLength } from './text-as-length.js';
import { SIGNS, type Sign } from './transport-signs.js';

/** A kind and its finer cause. */
interface Verdict {
  readonly kind: FailureKind;
  readonly reason?: string;
}

/**
 * Says what went wrong, whose doing it was, what it cost and what to do next.
 *
 * @param thing a gRPC error of grpc-js, nice-grpc or connect, an `Error` that wraps one (`cause`), or text: a log line, a
 * Python traceback, C#'s `RpcException`.
 * @returns always a failure, `unrecognised` where nothing is known. Never throws, and never holds a key.
 * @example
 * classifyError('UNAUTHENTICATED - API access has been restricted. …').kind; // 'access-restricted'
 */
export function classifyError(thing: unknown): Failure {
  const report = readReport(thing);
  if ('kind' in report) return report;
  const { kind, reason } = judge(report);
  const failure = failureOf(kind, { reason, status: report.status });
  return { ...failure, ...wordsFor(failure, report) };
}

/**
 * Signs of the way, then the server's refusals, then the bare status. A plain map from status to kind is wrong for most
 * failures: 16 alone is a wrong key, a used-up month, a proxy that wants a log-in, or a provider that failed.
 */
function judge(report: Report): Verdict {
  return bySign(report) ?? byRefusal(report) ?? byStatus(report);
}

/** True where a gRPC peer wrote the status: its words are not those of a library about the connection. */
const fromGrpc = ({ contentType }: Report): boolean =>
  contentType !== undefined && /^application\/grpc(?:[+;]|$)/.test(contentType);

function bySign(report: Report): Verdict | undefined {
  const { status, details, text } = report;
  const said = details === '' ? text : details;
  for (const sign of SIGNS) {
    if (fromGrpc(report) && sign.evenFromGrpc !== true) continue;
    if (status !== undefined && sign.status !== undefined && !sign.status.includes(status)) continue;
    const match = sign.pattern.exec(said);
    if (match !== null) return signVerdict(sign, match, said);
  }
  return undefined;
}

function signVerdict({ kind, reason }: Sign, match: RegExpExecArray, said: string): Verdict {
  if (kind === 'message-too-large' && isTextReadAsLength(sizeIn(said))) {
    return { kind: 'not-a-grpc-server', reason: 'body-is-text' };
  }
  const finer = typeof reason === 'function' ? reason(match) : reason;
  return finer === undefined ? { kind } : { kind, reason: finer };
}

const sizeIn = (said: string): number => Number(/larger than max \((\d{1,10}) vs/i.exec(said)?.[1] ?? -1);

/** The statuses with which a refusal is believed: the documented one, and two that say nearly the same. */
const REFUSING: ReadonlySet<number> = new Set([2, 7, 16]);

function byRefusal({ status, details, text }: Report): Verdict | undefined {
  if (status !== undefined && !REFUSING.has(status)) return undefined;
  const kind = refusalIn(decodePercent(details)) ?? refusalIn(text);
  return kind === undefined ? undefined : { kind };
}

function byStatus(report: Report): Verdict {
  const { status, details, contentType, statusLost, text } = report;
  if (statusLost === true) return { kind: 'protocol-error', reason: 'undefined-status' };
  if (status === undefined) {
    return { kind: /\bunauthenticated\b/i.test(text) ? 'unauthenticated-other' : 'unrecognised' };
  }
  if (details === '' && contentType !== undefined && !fromGrpc(report)) {
    return { kind: 'not-a-grpc-server', reason: 'other-content-type' };
  }
  const kind = kindOfStatus(status);
  if (kind === undefined) return { kind: 'protocol-error', reason: 'unknown-status-code' };
  const reason = ownReason(status, details);
  return reason === undefined ? { kind } : { kind, reason };
}

/** What the words, or their absence, say beyond the status. */
function ownReason(status: number, details: string): string | undefined {
  if (status === 0) return 'no-response-message';
  if (status === 16 && details.trim() === '') return 'no-text';
  return (status === 1 || status === 4) && details.trim() !== '' ? 'by-server' : undefined;
}

/** The words as they may be shown: the server's where it spoke, else what was reported of the way. */
function wordsFor({ kind, reason, origin }: Failure, { details }: Report): Partial<Failure> {
  // grpc-js puts the whole key into this one text.
  if (kind === 'key-malformed' || reason === 'no-response-message') return {};
  const words = cleanText(details);
  if (words === '') return {};
  return origin === 'server' ? { serverMessage: words } : { transportMessage: words };
}
