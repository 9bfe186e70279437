import { builtInMethod } from '../built-in/built-in-methods.js';
import type { IncomingCall } from '../engine/incoming-call.js';
import type { CallSink } from '../engine/open-stream.js';
import { RequestInbox } from '../engine/request-inbox.js';
import { FAULT_ROWS } from '../faults/fault-table.js';
import { error } from '../handlers/reply.js';
import { delay } from '../handlers/responders.js';
import type { AnyRpc } from '../handlers/rpcs-by-path.js';
import type { CallRoute } from '../listener/grpc-listener.js';
import type { BillingCase } from '../metering/billing-rules.js';
import { admit } from './admit.js';
import type { CallWorld } from './call-world.js';
import { type Exchange, openExchange } from './exchange.js';
import { UNDECODABLE, type Verdict } from './fixed-answers.js';
import { serveMessage } from './serve-message.js';
import { serveStream } from './serve-stream.js';
import { endPending, settle, settleBroken } from './settle.js';

// The stations of a call, in the order in which it passes them:
// 1. answer-call     built-in methods leave here; the others wait for what their method has to hear
// 2. exchange        whose call it is (keys), and its record (journal)
// 3. admit           the key's state, the month's limit, the bill (stories, metering)
// 4. answer-call     a story or a fault takes the place of the answer (faults)
// 5. serve-message, serve-stream   the request is decoded, and handlers are asked (handlers)
// 6. serve-message   the in-memory models answer where no handler did (rfem)
// 7. encode-answer   the answer as bytes; fixed-answers where there is none
// 8. settle          the answer leaves (engine), and the record is closed (journal)

/** Hands calls to the server's world: each is answered, whatever happens on the way. */
export function routeTo(world: CallWorld): CallRoute {
  return (call) => {
    const builtIn = builtInMethod(call.path);
    if (builtIn !== undefined) return builtIn(call, world.services);
    const row = world.services.rows.get(call.path);
    return row?.requestStream === true ? requestStream(world, call, row) : oneRequest(world, call, row);
  };
}

/** A method with one request: it is answered when the client has sent all. */
function oneRequest(world: CallWorld, call: IncomingCall, row: AnyRpc | undefined): CallSink {
  return {
    request(bytes) {
      const exchange = openExchange(world, call, bytes.length);
      if (!world.faults.empty) exchange.record.request = requestFor(row, bytes);
      answer(exchange, billedAs(row), () => serveMessage(exchange, row, bytes));
    },
    unreadable(why) {
      const exchange = openExchange(world, call, 0);
      answer(exchange, 'server-error', () => ({
        answer: error('UNIMPLEMENTED', why),
        outcome: 'unreadable',
      }));
    },
  };
}

/** A method with a stream of requests: the key is checked at once, and its handler gets each request as it comes. */
function requestStream(world: CallWorld, call: IncomingCall, row: AnyRpc): CallSink {
  const exchange = openExchange(world, call, 0);
  const inbox = new RequestInbox(call);
  exchange.input = inbox;
  answer(exchange, 'stream', () => serveStream(exchange, row));
  return {
    message(bytes) {
      try {
        const request = row.decodeRequest(bytes);
        exchange.record.note('request', request, bytes.length);
        inbox.push(request);
      } catch {
        settle(exchange, UNDECODABLE);
        inbox.end();
      }
    },
    halfClose: () => inbox.end(),
  };
}

/** The request for a fault that asks for its fields; undefined where it cannot be read, which is answered later. */
function requestFor(row: AnyRpc | undefined, bytes: Buffer): unknown {
  try {
    return row?.decodeRequest(bytes);
  } catch {
    return undefined;
  }
}

function billedAs(row: AnyRpc | undefined): BillingCase {
  if (row === undefined) return 'method-unknown';
  return row.responseStream ? 'stream' : 'answered';
}

function answer(exchange: Exchange, as: BillingCase, serve: () => Verdict | Promise<Verdict>): void {
  try {
    const verdict = decide(exchange, as, serve);
    if (!('then' in verdict)) {
      settle(exchange, verdict);
      return;
    }
    endPending(exchange);
    verdict.then((late) => settle(exchange, late)).catch((cause) => settleBroken(exchange, cause));
  } catch (cause) {
    settleBroken(exchange, cause);
  }
}

function decide(
  exchange: Exchange,
  as: BillingCase,
  serve: () => Verdict | Promise<Verdict>,
): Verdict | Promise<Verdict> {
  const refusal = admit(exchange, as);
  if (refusal !== undefined) return { answer: refusal, outcome: 'refused' };
  const struck = exchange.instead ?? exchange.world.faults.take(exchange.record);
  if (struck === undefined) return serve();
  if (struck.kind === 'status') return { answer: struck, outcome: 'answered' };
  const fault = FAULT_ROWS[struck.name];
  if (fault.ends !== 'late') return { answer: struck, outcome: 'faulted' };
  exchange.record.fault = struck.name;
  return delay(fault.waitMs(struck.settings), exchange.call.signal).then(serve);
}
