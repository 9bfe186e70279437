import { error } from '../handlers/reply.js';
import { RPCS_BY_PATH } from '../handlers/rpcs-by-path.js';
import { policyFor, type UnmatchedPolicy, unmatchedSentence } from '../handlers/unmatched-call.js';
import type { CallWorld } from './call-world.js';
import type { Exchange } from './exchange.js';
import type { Verdict } from './verdict.js';

/** Answers a call that nothing matched. */
export function nothingAnswers(exchange: Exchange): Verdict {
  const sentence = unmatchedSentence(exchange.call.path, knownMethods(exchange.world, policyOf(exchange)));
  return { answer: error('UNIMPLEMENTED', sentence), outcome: 'unmatched' };
}

/** What holds for a call that no handler answered. */
export function policyOf({ world, key, record }: Exchange): UnmatchedPolicy {
  const declared = key === undefined ? [world.handlers] : [world.handlers, world.scopes.of(key).handlers];
  return policyFor(record.method, record.path, world.unmatched, declared);
}

/** Methods that would be answered: those with a handler, and those of the models where they may. */
export function knownMethods(world: CallWorld, policy: UnmatchedPolicy): string[] {
  const declared = [...world.handlers.list(), ...world.services.handlers.list()].map(({ method }) => method);
  return policy === 'error' ? declared : [...declared, ...[...RPCS_BY_PATH.values()].map(({ name }) => name)];
}
