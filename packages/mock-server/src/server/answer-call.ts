import type { IncomingCall } from '../engine/incoming-call.js';
import type { CallSink } from '../engine/open-stream.js';
import { MODEL_ANSWERS } from '../handlers/model-answers.js';
import { error, type FaultReply, isReply, reply, type StatusReply } from '../handlers/reply.js';
import { delay } from '../handlers/responders.js';
import { type AnyRpc, RPCS_BY_PATH } from '../handlers/rpcs-by-path.js';
import { unmatchedSentence } from '../handlers/unmatched-call.js';
import type { CallOutcome } from '../journal/call-record.js';
import { admit } from './admit.js';
import { askHandlers } from './ask-handlers.js';
import type { CallWorld } from './call-world.js';
import { type Answer, type Exchange, endPending, openExchange, settle } from './exchange.js';
import { HANDLER_BROKE } from './handler-broke.js';
import { answerHealth, HEALTH_PATH } from './health.js';

/** Takes one unary call: waits for its message and answers it. */
export function answerCall(world: CallWorld, call: IncomingCall): CallSink {
  let request: Buffer | undefined;
  return {
    message(bytes) {
      if (request === undefined) request = bytes;
      else refuseUnreadable(world, call, 'A unary call has one message; this one has more.');
    },
    halfClose() {
      if (request === undefined)
        refuseUnreadable(world, call, 'A unary call has one message; this one has none.');
      else if (call.path === HEALTH_PATH)
        answerHealth(call, request, (service) => world.services.has(service));
      else answerRequest(openExchange(world, call, request.length), request);
    },
  };
}

function refuseUnreadable(world: CallWorld, call: IncomingCall, details: string): void {
  const exchange = openExchange(world, call, 0);
  const refusal = admit(exchange, 'server-error');
  settle(
    exchange,
    refusal ?? error('UNIMPLEMENTED', details),
    refusal === undefined ? 'unreadable' : 'refused',
  );
}

function answerRequest(exchange: Exchange, bytes: Buffer): void {
  const verdict = decide(exchange, bytes);
  if (!(verdict instanceof Promise)) {
    settle(exchange, verdict.answer, verdict.outcome);
    return;
  }
  endPending(exchange);
  void verdict.then(({ answer, outcome }) => settle(exchange, answer, outcome));
}

interface Verdict {
  readonly answer: Answer | StatusReply | FaultReply;
  readonly outcome: CallOutcome;
}

// 1. the key and the month's limit, 2. rehearsals and faults, 3. the method, 4. the message, 5. handlers, 6. the in-memory models.
function decide(exchange: Exchange, bytes: Buffer): Verdict | Promise<Verdict> {
  const row = exchange.world.services.row(exchange.call.path);
  const refusal = admit(exchange, row === undefined ? 'method-unknown' : 'answered');
  if (refusal !== undefined) return { answer: refusal, outcome: 'refused' };
  const struck = exchange.instead ?? exchange.world.faults.take(exchange.record);
  if (struck === undefined) return serve(exchange, row, bytes);
  if (struck.kind === 'status') return { answer: struck, outcome: 'answered' };
  if (struck.name !== 'latency') return { answer: struck, outcome: 'faulted' };
  exchange.record.fault = struck.name;
  return delay(struck.settings.delayMs ?? 100, exchange.call.signal).then(() => serve(exchange, row, bytes));
}

function serve(exchange: Exchange, row: AnyRpc | undefined, bytes: Buffer): Verdict | Promise<Verdict> {
  if (row === undefined) return unmatched(exchange);
  try {
    exchange.record.request = row.decodeRequest(bytes);
  } catch {
    return { answer: error('INTERNAL', 'The request could not be decoded.'), outcome: 'unreadable' };
  }
  const finish = (said: unknown): Verdict => encodeAnswer(exchange, row, said ?? fromModels(exchange, row));
  const asked = askHandlers(exchange);
  return asked instanceof Promise ? asked.then(finish) : finish(asked);
}

/** What the in-memory models answer; nothing where they may not. */
function fromModels({ world, key, record }: Exchange, row: AnyRpc): unknown {
  if (world.unmatched === 'error' || key === undefined || !RPCS_BY_PATH.has(row.path)) return undefined;
  if (world.unmatched === 'warn') console.warn(unmatchedSentence(row.path, knownMethods(world)));
  const answer = MODEL_ANSWERS[row.method as keyof typeof MODEL_ANSWERS];
  return (answer as (request: unknown, rfem: unknown) => unknown)(record.request, world.scopes.of(key).rfem);
}

function encodeAnswer(exchange: Exchange, row: AnyRpc, said: unknown): Verdict {
  if (said === undefined) return unmatched(exchange);
  const answer = isReply(said) ? said : reply(said);
  if (answer.kind === 'status') return { answer, outcome: 'answered' };
  if (answer.kind === 'fault') return { answer, outcome: 'faulted' };
  const { message, headers, trailers } = answer;
  try {
    const bytes = encodeOnce(row, message as object);
    exchange.record.response = message;
    return { answer: { bytes, headers, trailers }, outcome: 'answered' };
  } catch (cause) {
    exchange.record.error = cause;
    return { answer: HANDLER_BROKE, outcome: 'answered' };
  }
}

/** Bytes of answers that cannot change, such as who the server is: most clients ask for that first. */
const encoded: WeakMap<object, Uint8Array> = new WeakMap();

function encodeOnce(row: AnyRpc, message: object): Uint8Array {
  const known = encoded.get(message);
  if (known !== undefined) return known;
  const bytes = row.encodeResponse(message);
  if (Object.isFrozen(message) && row.method === 'getApplicationInfo') encoded.set(message, bytes);
  return bytes;
}

function unmatched({ world, call }: Exchange): Verdict {
  const sentence = unmatchedSentence(call.path, knownMethods(world));
  return { answer: error('UNIMPLEMENTED', sentence), outcome: 'unmatched' };
}

function knownMethods(world: CallWorld): string[] {
  const declared = [...world.handlers.list(), ...world.services.handlers.list()].map(({ method }) => method);
  return world.unmatched === 'error'
    ? declared
    : [...declared, ...[...RPCS_BY_PATH.values()].map(({ name }) => name)];
}
