import { ON_THE_WAY, SIGNS, type Sign } from '../failure/signs.js';
import { REFUSALS } from '../failure/tables/refusals.js';
import { decodePercent } from '../redaction/clean-text.js';
import { type Evidence, type Verdict, weigh } from './evidence.js';
import { refusalReader } from './refusal-words.js';
import type { Report } from './report.js';
import { isTextReadAsLength } from './text-as-length.js';

/** True where a gRPC peer wrote the status: its words are not those of a library about the connection. */
const isFromGrpc = ({ contentType }: Report): boolean =>
  contentType !== undefined && /^application\/grpc(?:[+;]|$)/.test(contentType);

const evidenceOf = (report: Report): Evidence =>
  isFromGrpc(report) ? 'answered' : (report.evidence ?? 'none');

/** Evidence that the words with the status are the peer's, so that nothing around them says more. */
const WROTE: readonly Evidence[] = ['begun', 'peer', 'message', 'answered'];

function isApplicable(sign: Sign, report: Report): boolean {
  if (isFromGrpc(report) && sign.evenFromGrpc !== true) return false;
  const { status = ON_THE_WAY } = sign;
  return report.status === undefined || status === 'any' || status.includes(report.status);
}

function bySign(signs: readonly Sign[], said: string, report: Report): Verdict | undefined {
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

/** What the library says of a size, or who else says the same in the same words. */
const SIZED_BY_PEER: Readonly<Record<string, string>> = {
  received: 'received-by-server',
  sent: 'sent-by-server',
};

function bySize(said: string, report: Report): Verdict | undefined {
  const verdict = bySign(SIGNS.size, said, report);
  const byPeer = SIZED_BY_PEER[verdict?.reason ?? ''];
  if (verdict === undefined || byPeer === undefined) return verdict;
  if (['peer', 'answered'].includes(evidenceOf(report))) return { kind: verdict.kind, reason: byPeer };
  const length = RECEIVED_LENGTH.exec(said)?.[1];
  return isTextReadAsLength(Number(length)) ? { kind: 'not-a-grpc-server', reason: 'body-is-text' } : verdict;
}

/** The statuses with which a refusal is believed: the documented one, and two that a newer server might choose. */
const REFUSING: readonly number[] = [2, 7, 16];
const refusalIn = refusalReader(REFUSALS);

/** The refusal that the words are, where the status can be that of one. */
export function refusalOf(said: string, status: number | undefined): Verdict | undefined {
  if (status !== undefined && !REFUSING.includes(status)) return undefined;
  const kind = refusalIn(decodePercent(said), status === 16);
  return kind === undefined ? undefined : { kind };
}

/** An answer that is not of gRPC: grpc-js 1.8 and 1.9 give a page's status no words, and only its content-type shows it. */
function byContentType(report: Report): Verdict | undefined {
  return report.contentType === undefined || isFromGrpc(report)
    ? undefined
    : { kind: 'not-a-grpc-server', reason: 'other-content-type' };
}

const onTheWay = (said: string, report: Report): Verdict | undefined =>
  bySign(SIGNS.tls, said, report) ?? bySign(SIGNS.connection, said, report);

const before = (said: string, report: Report): Verdict | undefined =>
  bySign(SIGNS.local, said, report) ??
  bySign(SIGNS.sent, said, report) ??
  bySign(SIGNS.gateway, said, report) ??
  bySize(said, report);

/**
 * What the words say. A plain map from status to kind is wrong for most failures: 16 alone is a wrong key, a used-up month, a proxy
 * that requires a login, or a provider that failed. So the words come first, those with the status before those around.
 */
function byWords(report: Report): Verdict | undefined {
  const { details, text, status } = report;
  const near = details === '' ? text : details;
  const said =
    before(near, report) ?? refusalOf(near, status) ?? byContentType(report) ?? onTheWay(near, report);
  if (said !== undefined) return said;
  if (WROTE.includes(evidenceOf(report))) return bySign(SIGNS.vague, near, report);
  const around = text === near ? undefined : (before(text, report) ?? onTheWay(text, report));
  return around ?? bySign(SIGNS.vague, near, report) ?? bySign(SIGNS.vague, text, report);
}

/** Report → what happened: the kind, its finer cause, and what the evidence changes about them. */
export function judge(report: Report): ReturnType<typeof weigh> {
  if (report.statusLost === true) return { kind: 'protocol-error', reason: 'undefined-status' };
  const { status, details } = report;
  return weigh({ status, details, evidence: evidenceOf(report), words: byWords(report) });
}
