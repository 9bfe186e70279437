import { isReply } from '../handlers/reply.js';
import { delay } from '../handlers/responders.js';
import type { CallInfo, RpcHandler } from '../handlers/rpc-handler.js';
import type { Exchange } from './exchange.js';
import { HANDLER_BROKE } from './handler-broke.js';

/**
 * Asks the handlers of the key, then those of the server, until one answers; undefined when none does. A promise
 * only where a handler takes its time, so that a plain answer leaves in the same turn.
 */
export function askHandlers(exchange: Exchange): unknown | Promise<unknown> {
  const { world, call, key } = exchange;
  if (key === undefined) return undefined;
  const own = world.scopes.of(key).handlers;
  const lists = [own, world.handlers, world.services.handlers].filter((list) => !list.empty);
  if (lists.length === 0) return undefined;
  const candidates = lists.flatMap((list) => list.candidates(call.path));
  return candidates.length === 0 ? undefined : askFrom(exchange, candidates, infoOf(exchange));
}

type Candidates = ReturnType<Exchange['world']['handlers']['candidates']>;

function askFrom(exchange: Exchange, candidates: Candidates, info: CallInfo): unknown {
  for (const [at, { handler, take, giveBack }] of candidates.entries()) {
    take();
    const answer = run(exchange, handler, info);
    if (isPromise(answer)) {
      return answer.then(
        (later) => {
          if (later !== undefined) return later;
          giveBack();
          return askFrom(exchange, candidates.slice(at + 1), info);
        },
        (cause) => broke(exchange, cause),
      );
    }
    if (answer !== undefined) return answer;
    giveBack();
  }
  return undefined;
}

function run(exchange: Exchange, handler: RpcHandler, info: CallInfo): unknown {
  const ask = (): unknown => handler.respond(exchange.input, info);
  const wait = waitOf(handler.delay);
  try {
    return wait === 0 ? ask() : delay(wait, info.signal).then(ask);
  } catch (cause) {
    return broke(exchange, cause);
  }
}

function broke(exchange: Exchange, cause: unknown): unknown {
  if (isReply(cause)) return cause;
  exchange.record.error = cause ?? new Error('A handler rejected with nothing.');
  return HANDLER_BROKE;
}

function waitOf(delayMs: RpcHandler['delay']): number {
  if (typeof delayMs === 'number') return delayMs;
  const [min, max] = delayMs;
  return min + Math.random() * (max - min);
}

function isPromise(thing: unknown): thing is Promise<unknown> {
  return typeof thing === 'object' && thing !== null && 'then' in thing && typeof thing.then === 'function';
}

function infoOf({ call, key, record }: Exchange): CallInfo {
  if (key === undefined) throw new Error('A call without a key has no handler.');
  return {
    method: record.method,
    key,
    headers: call.headers.custom(),
    attempt: record.attempt,
    get signal() {
      return call.signal;
    },
  };
}
