import { checkFields, MILLISECONDS, MisuseError } from '@dlubal-kit/auth-core';
import { realSetTimeout } from '../engine/real-timers.js';
import type { Answered, CallInfo, Responder } from './rpc-handler.js';

/**
 * Answers one call after the other with what is given, and goes on with the last. Each key has its own place in it.
 *
 * @throws {MisuseError} when nothing is given.
 * @example server.use(rpc.createModel(sequence(error('UNAVAILABLE'), { guid: '1' })));
 */
export function sequence<Request, Response>(
  ...answers: readonly Responder<NoInfer<Request>, NoInfer<Response>>[]
): (request: Request, call: CallInfo, nth?: number) => Answered<Response> | Promise<Answered<Response>> {
  if (answers.length === 0) throw new MisuseError('A sequence needs an answer.', 'Give it one or more.');
  let next = 0;
  // Where the handler is registered, the registration counts: a reset begins the sequence again.
  return (request: Request, call: CallInfo, nth: number = next++) => {
    const answer = answers[Math.min(nth, answers.length - 1)];
    if (typeof answer !== 'function') return answer as Answered<Response>;
    return (answer as (request: Request, call: CallInfo) => Answered<Response>)(request, call);
  };
}

/**
 * Waits, in milliseconds. Fake timers of a test runner do not hold it up.
 *
 * @throws {MisuseError} for what no timer can wait: 2^31 milliseconds and more.
 * @param signal ends the wait early; give `call.signal` in a handler.
 * @example server.use(rpc.calculateAll(async () => { await delay(200); return { succeeded: true }; }));
 */
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  checkFields({ ms }, { ms: MILLISECONDS }, 'the delay');
  return new Promise((resolve) => {
    const timer = realSetTimeout(resolve, ms);
    timer.unref();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}
