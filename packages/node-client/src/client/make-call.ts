import { isDlubalError } from '@dlubal-kit/auth-core';
import { onBudget } from '../budget/on-budget.js';
import { CallLimit, CONNECTING } from '../call/call-limit.js';
import type { CallOptions } from '../call/call-options.js';
import { checkDeadline } from '../call/deadline.js';
import { isRepeatable, type RetryPolicy, waitBefore } from '../call/retry-policy.js';
import { type UnaryRpc, unaryCall } from '../call/unary-call.js';
import type { OpenTransport } from './open-transport.js';

/** What a call waits for while its budget is counted, for the deadline's sentence. */
const COUNTING = 'waiting for the store of the budget';

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
  return transport.observe(rpc.path, (request: unknown = absent, options?: CallOptions) =>
    makeCall(transport, rpc, request, options),
  );
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
): Promise<Response> {
  const { channel } = transport;
  const deadlineMs = options?.deadlineMs === undefined ? rpc.deadlineMs : checkDeadline(options.deadlineMs);
  const limit = new CallLimit(deadlineMs, [options?.signal, channel.ending]);
  const attempt = (): Promise<Response> => oneAttempt(transport, rpc, request, limit);
  let isInside = false;
  try {
    // From here on, close() waits for this call.
    channel.enter();
    isInside = true;
    limit.check(CONNECTING);
    return await (transport.retry === undefined ? attempt() : repeated(transport.retry, limit, attempt));
  } catch (thing) {
    throw isDlubalError(thing) ? thing : transport.toError(thing, rpc.path);
  } finally {
    if (isInside) channel.leave();
  }
}

async function oneAttempt<Request, Response>(
  transport: OpenTransport,
  rpc: UnaryRpc<Request, Response>,
  request: Request,
  limit: CallLimit,
): Promise<Response> {
  const { budget, toError } = transport;
  const call = async (): Promise<Response> => {
    try {
      return await unaryCall(transport, rpc, request, limit);
    } catch (report) {
      throw toError(report, rpc.path);
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
