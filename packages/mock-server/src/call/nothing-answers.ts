import { error } from '../handlers/reply.js';
import { unmatchedSentence } from '../handlers/unmatched-call.js';
import type { Exchange } from './exchange.js';
import { knownMethods, policyOf, type Verdict } from './fixed-answers.js';
import { handlersFor, questionOf } from './handler-question.js';

/** Nothing matched the call: the answer names the handlers that there are, and why none of them answered. */
export function nothingAnswers(exchange: Exchange): Verdict {
  const known = knownMethods(exchange.world, policyOf(exchange));
  const question = questionOf(exchange);
  const [session, server, services] = handlersFor(exchange).map((list) => list.explain(question));
  const asked = [
    ...(session ?? []).map((line) => `${line} of the session`),
    ...(server ?? []).map((line) => `${line} of the server`),
    ...(services ?? []),
  ];
  const sentence = unmatchedSentence(exchange.call.path, { known, asked, wanted: exchange.asked });
  return { answer: error('UNIMPLEMENTED', sentence), outcome: 'unmatched' };
}
