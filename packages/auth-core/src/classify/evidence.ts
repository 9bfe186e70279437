import type { FailureMore } from '../failure/build-failure.js';
import { type FailureKind, KINDS } from '../failure/kinds.js';
import { reasonRow } from '../failure/reasons.js';
import { kindOfStatus } from '../failure/tables/grpc-status.js';

/**
 * What is known of a call's way apart from words:
 * - `none`: nothing.
 * - `unsent`: the request did not leave, or the peer did not take it (REFUSED_STREAM, above GOAWAY's last stream).
 * - `sent`: it went out, and nothing came back.
 * - `begun`: headers of gRPC came back, and then a status that the client library or the server may have made.
 * - `peer`: the library says that the status came from the peer, as grpcio does of connections that broke as well.
 * - `message`: a whole message of the answer came back.
 * - `answered`: a gRPC peer wrote the status.
 */
export type Evidence = 'none' | 'unsent' | 'sent' | 'begun' | 'peer' | 'message' | 'answered';

/** A kind and its finer cause. */
export interface Verdict {
  readonly kind: FailureKind;
  readonly reason?: string;
}

/** What the words say on their own: nothing, that the request did not leave, that somebody turned it away, that it may have arrived, that it was answered. */
type Said = 'nothing' | 'unsent' | 'turned-away' | 'maybe' | 'answered';

/** What follows: what the words say, what the status says, that nobody knows, that the connection was lost, that nothing was sent, or what the words say of a call that was answered. */
type Decision = 'as-said' | 'by-status' | 'unproven' | 'lost' | 'not-sent' | 'as-said-billed';

/** Evidence beats words. Libraries' words about the connection mean nothing once the peer is known to have written the status. */
const DECISIONS: Readonly<Record<Evidence, Readonly<Record<Said, Decision>>>> = {
  none: {
    nothing: 'unproven',
    unsent: 'as-said',
    'turned-away': 'as-said',
    maybe: 'as-said',
    answered: 'as-said',
  },
  unsent: {
    nothing: 'not-sent',
    unsent: 'as-said',
    'turned-away': 'as-said',
    maybe: 'not-sent',
    answered: 'not-sent',
  },
  sent: {
    nothing: 'unproven',
    unsent: 'lost',
    'turned-away': 'as-said',
    maybe: 'as-said',
    answered: 'as-said',
  },
  begun: {
    nothing: 'by-status',
    unsent: 'by-status',
    'turned-away': 'as-said',
    maybe: 'as-said',
    answered: 'as-said',
  },
  peer: {
    nothing: 'by-status',
    unsent: 'by-status',
    'turned-away': 'as-said',
    maybe: 'as-said',
    answered: 'as-said',
  },
  message: {
    nothing: 'by-status',
    unsent: 'by-status',
    'turned-away': 'as-said-billed',
    maybe: 'as-said-billed',
    answered: 'as-said',
  },
  // The words were looked for in the few rows that hold even then, such as Envoy's.
  answered: {
    nothing: 'by-status',
    unsent: 'as-said',
    'turned-away': 'as-said',
    maybe: 'as-said',
    answered: 'as-said',
  },
};

/** All evidence that an error can name. */
export const EVIDENCE = Object.keys(DECISIONS) as readonly Evidence[];

/** Statuses that libraries give to failures of the connection too. */
const UNPROVEN: Readonly<Record<number, Verdict>> = {
  1: { kind: 'cancelled', reason: 'unproven' },
  2: { kind: 'unknown', reason: 'unproven' },
  4: { kind: 'deadline' },
  10: { kind: 'aborted', reason: 'unproven' },
  13: { kind: 'internal', reason: 'unproven' },
  14: { kind: 'unavailable', reason: 'unproven' },
};

/** What a call that was not sent is, by the kind that it would be otherwise; a server that was not reached where none is known. */
const NOT_SENT: Readonly<Partial<Record<FailureKind, Verdict>>> = {
  cancelled: { kind: 'cancelled', reason: 'before-sending' },
  deadline: { kind: 'deadline', reason: 'connecting' },
  'connection-lost': { kind: 'connection-lost', reason: 'refused-stream' },
  'protocol-error': { kind: 'connection-lost', reason: 'refused-stream' },
  'resource-exhausted': { kind: 'connection-lost', reason: 'refused-stream' },
};

/** What a status means where the peer wrote it, or where libraries do not write it themselves. */
function byStatus(status: number | undefined, details: string): Verdict {
  if (status === undefined) return { kind: 'unrecognised' };
  const kind = kindOfStatus(status);
  if (kind === undefined) return { kind: 'protocol-error', reason: 'unknown-status-code' };
  if (status === 0) return { kind, reason: 'no-response-message' };
  if (status === 1 || status === 4) return { kind, reason: 'by-server' };
  return status === 16 && details.trim() === '' ? { kind, reason: 'no-text' } : { kind };
}

function saidBy(words: Verdict | undefined): Said {
  if (words === undefined) return 'nothing';
  const { billed, origin } = { ...KINDS[words.kind], ...reasonRow(words.kind, words.reason) };
  if (billed !== 'no') return billed === 'yes' ? 'answered' : 'maybe';
  return origin === 'gateway' || words.reason === 'refused-stream' ? 'turned-away' : 'unsent';
}

interface Weighed {
  readonly status: number | undefined;
  readonly details: string;
  readonly evidence: Evidence;
  /** What the words say; undefined where they are not known. */
  readonly words: Verdict | undefined;
}

/** Status, evidence and words → what happened. The whole of "delivered or not" is decided here. */
export function weigh({
  status,
  details,
  evidence,
  words,
}: Weighed): Verdict & Pick<FailureMore, 'billed' | 'retryable'> {
  const server = byStatus(status, details);
  const unproven = status === undefined ? undefined : UNPROVEN[status];
  const outcomes: Readonly<Record<Decision, Verdict & Pick<FailureMore, 'billed' | 'retryable'>>> = {
    'as-said': words ?? server,
    'by-status': server,
    unproven: unproven ?? server,
    lost: { kind: 'connection-lost' },
    'not-sent': NOT_SENT[(words ?? server).kind] ?? { kind: 'server-unreachable' },
    'as-said-billed': { ...(words ?? server), billed: 'yes', retryable: false },
  };
  return outcomes[DECISIONS[evidence][saidBy(words)]];
}
