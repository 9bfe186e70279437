import { realSetTimeout } from '../engine/real-timers.js';
import { isReply } from './reply.js';
import type { CallInfo, Responder } from './rpc-handler.js';

/**
 * Answers one call after the other with what is given, and goes on with the last.
 *
 * @throws {TypeError} when nothing is given.
 * @example server.use(rpc.createModel(sequence(error('UNAVAILABLE'), { guid: '1' })));
 */
export function sequence<Request, Response>(
  ...answers: readonly Responder<Request, Response>[]
): (request: Request, call: CallInfo) => ReturnType<Extract<Responder<Request, Response>, () => unknown>> {
  if (answers.length === 0) throw new TypeError('A sequence needs an answer. Give it one or more.');
  let next = 0;
  return (request, call) => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    return (
      typeof answer === 'function' && !isReply(answer)
        ? (answer as (request: Request, call: CallInfo) => never)(request, call)
        : answer
    ) as never;
  };
}

/**
 * Waits, in milliseconds. Fake timers of a test runner do not hold it up.
 *
 * @param signal ends the wait early; give `call.signal` in a handler.
 * @example server.use(rpc.calculateAll(async () => { await delay(200); return { succeeded: true }; }));
 */
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = realSetTimeout(resolve, ms);
    timer.unref();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}
