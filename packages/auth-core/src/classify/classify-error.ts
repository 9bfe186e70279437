import type { Failure } from '../failure/failure.js';
import { failureOf } from '../failure/failure-of.js';
import { cleanText } from '../redaction/clean-text.js';
import { judge } from './judge.js';
import { carriedFailure, readReport } from './read-report.js';
import type { Report } from './report.js';

/**
 * Says what went wrong, who reported it, what it cost and what to do next.
 *
 * Whether a call was billed follows from evidence, never from a guess: `no` where something proves that the request did not
 * arrive, `yes` where a gRPC peer provably answered or the status is one that libraries do not make, `maybe` otherwise.
 *
 * @param thing a gRPC error of grpc-js, nice-grpc or connect, an `Error` that wraps one (`cause`, `errors`), an error of
 * this kit, or text: a log line, a Python traceback, C#'s `RpcException`, the whole log of a build. In a log with several failures
 * the first one counts that is not marked as a warning or as tried again; a refusal of the server comes before all
 * others. An object can have `evidence`, what its maker saw of the call's way: {@link Evidence}.
 * @returns always a failure, `unrecognised` where nothing is known. Never throws, and never holds a key.
 * @example
 * classifyError('UNAUTHENTICATED - API access has been restricted. …').kind; // 'access-restricted'
 */
export function classifyError(thing: unknown): Failure {
  const carried = carriedFailure(thing);
  if (carried !== undefined) return carried;
  const report = readReport(thing);
  const { kind, reason, billed, retryable } = judge(report);
  const status = Number.isNaN(report.status) ? undefined : report.status;
  const failure = failureOf(kind, { reason, status, billed, retryable });
  return { ...failure, ...wordsFor(failure, report) };
}

/** The words as they may be shown: the server's where it spoke, else what was reported of the way. */
function wordsFor({ kind, origin }: Failure, { details }: Report): Partial<Failure> {
  // grpc-js puts the whole key into this one text.
  if (kind === 'key-malformed') return {};
  const words = cleanText(details);
  if (words === '') return {};
  return origin === 'server' ? { serverMessage: words } : { transportMessage: words };
}
