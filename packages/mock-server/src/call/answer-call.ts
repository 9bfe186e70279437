import { BUILT_IN_METHODS } from '../built-in/built-in-methods.js';
import type { IncomingCall } from '../engine/incoming-call.js';
import type { CallSink } from '../engine/open-stream.js';
import { RequestInbox } from '../engine/request-inbox.js';
import { error, type FaultReply, type StatusReply } from '../handlers/reply.js';
import { delay } from '../handlers/responders.js';
import type { AnyRpc } from '../handlers/rpcs-by-path.js';
import type { BillingCase } from '../metering/billing-rules.js';
import { admit } from './admit.js';
import type { CallWorld } from './call-world.js';
import { type Exchange, endPending, openExchange, settle } from './exchange.js';
import { serveMessage } from './serve-message.js';
import { serveStream } from './serve-stream.js';
import { UNDECODABLE } from './undecodable.js';
import type { Verdict } from './verdict.js';

/** Takes one call: waits for what its method wants to hear, and answers it. */
export function answerCall(world: CallWorld, call: IncomingCall): CallSink {
  const builtIn = BUILT_IN_METHODS.get(call.path);
  if (builtIn !== undefined) return builtIn(call, world.services);
  const row = world.services.row(call.path);
  return row?.requestStream === true ? answerMany(world, call, row) : answerOne(world, call, row);
}

/** A method with one request: it is answered when the client has said all. */
function answerOne(world: CallWorld, call: IncomingCall, row: AnyRpc | undefined): CallSink {
  let request: Buffer | undefined;
  return {
    message(bytes) {
      if (request === undefined) request = bytes;
      else refuseUnreadable(world, call, 'A unary call has one message; this one has more.');
    },
    halfClose() {
      if (request === undefined)
        refuseUnreadable(world, call, 'A unary call has one message; this one has none.');
      else answerRequest(openExchange(world, call, request.length), row, request);
    },
  };
}

/** A method with a stream of requests: the key is checked at once, and its handler hears each as it comes. */
function answerMany(world: CallWorld, call: IncomingCall, row: AnyRpc): CallSink {
  const exchange = openExchange(world, call, 0);
  const inbox = new RequestInbox(call);
  exchange.input = inbox;
  const verdict = decide(exchange, 'stream', () => serveStream(exchange, row));
  conclude(exchange, verdict);
  return {
    message(bytes) {
      try {
        const request = row.decodeRequest(bytes);
        exchange.record.note('request', request, bytes.length);
        inbox.push(request);
      } catch {
        settle(exchange, UNDECODABLE, 'unreadable');
        inbox.end();
      }
    },
    halfClose: () => inbox.end(),
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

function answerRequest(exchange: Exchange, row: AnyRpc | undefined, bytes: Buffer): void {
  const billedAs = row === undefined ? 'method-unknown' : row.responseStream ? 'stream' : 'answered';
  conclude(
    exchange,
    decide(exchange, billedAs, () => serveMessage(exchange, row, bytes)),
  );
}

function conclude(exchange: Exchange, verdict: Verdict | Promise<Verdict>): void {
  if (!(verdict instanceof Promise)) {
    settle(exchange, verdict.answer, verdict.outcome);
    return;
  }
  endPending(exchange);
  void verdict.then(({ answer, outcome }) => settle(exchange, answer, outcome));
}

// 1. the key and the month's limit, 2. rehearsals and faults, 3. the method, 4. the message, 5. handlers, 6. the in-memory models.
function decide(
  exchange: Exchange,
  billedAs: BillingCase,
  serve: () => Verdict | Promise<Verdict>,
): Verdict | Promise<Verdict> {
  const refusal = admit(exchange, billedAs);
  if (refusal !== undefined) return { answer: refusal, outcome: 'refused' };
  const struck: StatusReply | FaultReply | undefined =
    exchange.instead ?? exchange.world.faults.take(exchange.record);
  if (struck === undefined) return serve();
  if (struck.kind === 'status') return { answer: struck, outcome: 'answered' };
  if (struck.name !== 'latency') return { answer: struck, outcome: 'faulted' };
  exchange.record.fault = struck.name;
  return delay(struck.settings.delayMs ?? 100, exchange.call.signal).then(serve);
}
