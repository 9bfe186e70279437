import { type AnyRpc, RPCS_BY_PATH } from '../handlers/rpcs-by-path.js';
import { unmatchedSentence } from '../handlers/unmatched-call.js';
import { MODEL_ANSWERS } from '../rfem/model-answers.js';
import { askHandlers } from './ask-handlers.js';
import { encodeAnswer } from './encode-answer.js';
import type { Exchange } from './exchange.js';
import { knownMethods, nothingAnswers, policyOf } from './nothing-answers.js';
import { serveStream } from './serve-stream.js';
import { UNDECODABLE } from './undecodable.js';
import type { Verdict } from './verdict.js';

/** Answers a call of one request: decodes it, asks the handlers, then the models. */
export function serveMessage(
  exchange: Exchange,
  row: AnyRpc | undefined,
  bytes: Buffer,
): Verdict | Promise<Verdict> {
  if (row === undefined) return nothingAnswers(exchange);
  try {
    exchange.input = exchange.record.request = row.decodeRequest(bytes);
  } catch {
    return { answer: UNDECODABLE, outcome: 'unreadable' };
  }
  if (row.responseStream) {
    exchange.record.messages = { request: 1, response: 0 };
    return serveStream(exchange, row);
  }
  const finish = (said: unknown): Verdict => encodeAnswer(exchange, row, said ?? fromModels(exchange, row));
  const asked = askHandlers(exchange);
  return asked instanceof Promise ? asked.then(finish) : finish(asked);
}

/** What the in-memory models answer; nothing where they may not. */
function fromModels(exchange: Exchange, row: AnyRpc): unknown {
  const { world, key, record } = exchange;
  if (key === undefined || !RPCS_BY_PATH.has(row.path)) return undefined;
  const policy = policyOf(exchange);
  if (policy === 'error') return undefined;
  if (policy === 'warn') console.warn(unmatchedSentence(row.path, knownMethods(world, policy)));
  const answer = MODEL_ANSWERS[row.method as keyof typeof MODEL_ANSWERS];
  return (answer as (request: unknown, rfem: unknown) => unknown)(record.request, world.scopes.of(key).rfem);
}
