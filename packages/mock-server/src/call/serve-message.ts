import { ApplicationType } from '@dlubal-kit/protos';
import { askForReply } from '../handlers/ask-handlers.js';
import type { Reply } from '../handlers/reply.js';
import { type AnyRpc, RPCS_BY_PATH } from '../handlers/rpcs-by-path.js';
import { unmatchedSentence } from '../handlers/unmatched-call.js';
import { modelReply } from '../rfem/model-answers.js';
import { DEFAULT_INFO, type RfemFacts } from '../rfem/rfem-facts.js';
import { type ApplicationName, applicationOf } from '../services/applications.js';
import { encodeAnswer } from './encode-answer.js';
import type { Exchange } from './exchange.js';
import { knownMethods, policyOf, UNDECODABLE, type Verdict } from './fixed-answers.js';
import { handlersFor, questionOf } from './handler-question.js';
import { nothingAnswers } from './nothing-answers.js';
import { serveStream } from './serve-stream.js';

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
    return UNDECODABLE;
  }
  if (row.responseStream) {
    exchange.record.messages = { request: 1, response: 0 };
    return serveStream(exchange, row);
  }
  const finish = (said: Reply | undefined): Verdict =>
    encodeAnswer(exchange, row, said ?? fromModels(exchange, row));
  const asked = askForReply(handlersFor(exchange), questionOf(exchange));
  return asked !== undefined && 'then' in asked ? asked.then(finish) : finish(asked);
}

/** What the in-memory models answer; nothing where they are not to answer. */
function fromModels(exchange: Exchange, row: AnyRpc): Reply | undefined {
  const { world, key, record, asked } = exchange;
  if (key === undefined || !RPCS_BY_PATH.has(asked)) return undefined;
  const policy = policyOf(exchange);
  if (policy === 'error') return undefined;
  if (policy === 'warn') console.warn(unmatchedSentence(row.path, { known: knownMethods(world, policy) }));
  return modelReply(row.method, record.request, factsFor(row, world.scopes.of(key).rfem));
}

/** A copy of RFEM's service presents itself as its own application. */
function factsFor({ copyOf, path }: AnyRpc, rfem: RfemFacts): RfemFacts {
  const name = copyOf === undefined ? undefined : applicationOf(path.slice(1, path.lastIndexOf('/')));
  if (name === undefined || rfem.info.name !== DEFAULT_INFO.name) return rfem;
  return { ...rfem, info: { ...rfem.info, name: name.toUpperCase(), type: APPLICATION_TYPES[name] } };
}

const APPLICATION_TYPES: Readonly<Record<ApplicationName, ApplicationType>> = {
  rfem: ApplicationType.APPLICATION_RFEM,
  rstab: ApplicationType.APPLICATION_RSTAB,
  rsection: ApplicationType.APPLICATION_RSECTION,
};
