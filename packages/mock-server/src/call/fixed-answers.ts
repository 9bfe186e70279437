import type { FaultReply } from '../faults/fault-reply.js';
import { error, type StatusReply } from '../handlers/reply.js';
import { RPCS_BY_PATH } from '../handlers/rpcs-by-path.js';
import { policyFor, type UnmatchedPolicy } from '../handlers/unmatched-call.js';
import type { CallOutcome } from '../journal/call-record.js';
import type { CallWorld } from './call-world.js';
import type { Answer, Exchange } from './exchange.js';

/** What a call is answered with, and what became of it. */
export interface Verdict {
  readonly answer: Answer | StatusReply | FaultReply;
  readonly outcome: CallOutcome;
}

/** The message is not a protobuf message of its type. */
export const UNDECODABLE: Verdict = {
  answer: error('INTERNAL', 'The request could not be decoded.'),
  outcome: 'unreadable',
};

/** A handler threw. Fixed words: what it threw may contain anything; the journal keeps it. */
export const HANDLER_BROKE: StatusReply = error(
  'INTERNAL',
  'A handler of the mock server failed. What it threw is in server.requests, field error.',
);

/** The mock server itself threw while it answered. */
export const SERVER_BROKE: StatusReply = error(
  'INTERNAL',
  'The mock server failed while it answered. The reason is in server.requests, field error, and on stderr.',
);

/** What applies to a call that no handler answered. */
export function policyOf({ world, key, asked }: Exchange): UnmatchedPolicy {
  const declared = key === undefined ? [world.handlers] : [world.handlers, world.scopes.of(key).handlers];
  return policyFor(asked, world.unmatched, declared);
}

/** Methods that would be answered: those with a handler, and those of the models where they may answer. */
export function knownMethods(world: CallWorld, policy: UnmatchedPolicy): string[] {
  const declared = [...world.handlers.list(), ...world.services.handlers.list()].map(({ method }) => method);
  return policy === 'error' ? declared : [...declared, ...[...RPCS_BY_PATH.values()].map(({ name }) => name)];
}
