import { checkFields, isDlubalError } from '@dlubal-kit/auth-core';
import { onBudget } from '../budget/on-budget.js';
import { CallLimit, CONNECTING } from '../call/call-limit.js';
import { CALL_FIELDS, type CallOptions } from '../call/call-options.js';
import { checkDeadline } from '../call/deadline.js';
import { isRepeatable, type RetryPolicy, waitBefore } from '../call/retry-policy.js';
import { type UnaryRpc, unaryCall } from '../call/unary-call.js';
import type { OnKey } from '../observe/observed.js';
import type { KeyInUse } from './key/client-key.js';
import type { OpenTransport } from './open-transport.js';

/** What a call waits for while its budget is counted, for the deadline's sentence. */
const COUNTING = 'waiting for the store of the budget';
/** And while its key is looked for. */
const FINDING = 'waiting for the API key';

/**
 * A client's method for one RPC, seen by whoever observes.
 *
 * @param absent The request of a call that gives none.
 */
export function methodOf(
  transport: OpenTransport,
  rpc: UnaryRpc<unknown, unknown>,
  absent?: unknown,
): (request?: unknown, options?: CallOptions) => Promise<unknown> {
  const { observe } = transport;
  if (observe === undefined) return (request = absent, options) => makeCall(transport, rpc, request, options);
  return (request = absent, options) =>
    observe(rpc.path, (onKey) => makeCall(transport, rpc, request, options, onKey));
}

/**
 * One call of a client: within its deadline, on its budget, repeated where the client's `retry` says so.
 *
 * @throws {DlubalCallError} {BudgetError} {MisuseError} (rejects)
 */
async function makeCall<Request, Response>(
  transport: OpenTransport,
  rpc: UnaryRpc<Request, Response>,
  request: Request,
  options: CallOptions | undefined,
  onKey?: OnKey,
): Promise<Response> {
  checkFields(options, CALL_FIELDS, 'the options of a call');
  const { channel, key, retry, toError } = transport;
  const deadlineMs = options?.deadlineMs === undefined ? rpc.deadlineMs : checkDeadline(options.deadlineMs);
  const limit = new CallLimit(deadlineMs, [options?.signal, channel.ending]);
  let used = key.current();
  const call = async (): Promise<Response> => {
    limit.check(CONNECTING);
    if (key.renew !== undefined) {
      used = await limit.race(key.renew(), FINDING);
      onKey?.(used.shown);
    }
    const attempt = (): Promise<Response> => oneAttempt(transport, used, rpc, request, limit);
    return retry === undefined ? attempt() : repeated(retry, limit, attempt);
  };
  try {
    return await channel.during(call);
  } catch (thing) {
    throw isDlubalError(thing) ? thing : toError(thing, rpc.path, used.key);
  }
}

async function oneAttempt<Request, Response>(
  { toError }: OpenTransport,
  { key, way, budget }: KeyInUse,
  rpc: UnaryRpc<Request, Response>,
  request: Request,
  limit: CallLimit,
): Promise<Response> {
  const call = async (): Promise<Response> => {
    try {
      return await unaryCall(way, rpc, request, limit);
    } catch (report) {
      throw toError(report, rpc.path, key);
    }
  };
  return budget === undefined ? call() : onBudget(budget, call, (work) => limit.race(work, COUNTING));
}

/** Each attempt has a unit of the budget of its own; the deadline is for all together. */
async function repeated<T>(
  { attempts, backoff }: RetryPolicy,
  limit: CallLimit,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      const wait = waitBefore(made, backoff, Math.random());
      const isLast = made >= attempts || limit.leftMs <= wait;
      if (isLast || !isDlubalError(error) || !isRepeatable(error.failure)) throw error;
      await limit.pause(wait, CONNECTING);
    }
  }
}
