import { MisuseError } from '@dlubal-kit/auth-core';
import type { FaultReply } from '../faults/fault-reply.js';
import { askHandlers } from '../handlers/ask-handlers.js';
import { error, isReply, type StatusReply, toReply } from '../handlers/reply.js';
import type { AnyRpc } from '../handlers/rpcs-by-path.js';
import type { WireHeaders } from '../wire/wire-metadata.js';
import { encodeAnswer } from './encode-answer.js';
import type { Exchange } from './exchange.js';
import { HANDLER_BROKE, type Verdict } from './fixed-answers.js';
import { handlersFor, questionOf } from './handler-question.js';
import { nothingAnswers } from './nothing-answers.js';

type Messages = Iterable<unknown> | AsyncIterable<unknown>;

/** Answers a call that has a stream in one direction or both. Its handler has the word until it is done. */
export async function serveStream(exchange: Exchange, row: AnyRpc): Promise<Verdict> {
  const said = await askHandlers(handlersFor(exchange), questionOf(exchange));
  if (said === undefined) return nothingAnswers(exchange);
  if (!row.responseStream || isReply(said)) return encodeAnswer(exchange, row, toReply(said));
  if (isMessages(said)) return sendMessages(exchange, row, said);
  exchange.record.error = new MisuseError(
    `A handler for ${row.path} must answer with messages one after the other.`,
    'Give an array, or a generator.',
  );
  return { answer: HANDLER_BROKE, outcome: 'answered' };
}

async function sendMessages(exchange: Exchange, row: AnyRpc, messages: Messages): Promise<Verdict> {
  const { call, record } = exchange;
  const trailers: Record<string, string | string[]> = {};
  try {
    for await (const message of messages) {
      if (call.over) break;
      const said = toReply(message);
      if (said.kind !== 'message') return lastWord(said, trailers);
      const bytes = row.encodeResponse(said.message as object);
      record.note('response', said.message, bytes.length);
      Object.assign(trailers, said.trailers);
      call.sendHeaders(said.headers);
      await call.send(bytes);
    }
    return lastWord(DONE, trailers);
  } catch (cause) {
    if (isReply(cause) && cause.kind !== 'message') return lastWord(cause, trailers);
    record.error = cause ?? new Error('A handler threw nothing.');
    return lastWord(HANDLER_BROKE, trailers);
  }
}

const DONE = error('OK');

function lastWord(answer: StatusReply | FaultReply, trailers: WireHeaders): Verdict {
  if (answer.kind === 'fault') return { answer, outcome: 'faulted' };
  return { answer: { ...answer, trailers: { ...trailers, ...answer.trailers } }, outcome: 'answered' };
}

function isMessages(thing: unknown): thing is Messages {
  return (
    typeof thing === 'object' && thing !== null && (Symbol.asyncIterator in thing || Symbol.iterator in thing)
  );
}
