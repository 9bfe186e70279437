import type { Candidate, HandlerList } from './handler-list.js';
import { isReply, type Reply, toReply } from './reply.js';
import { delay } from './responders.js';
import type { CallInfo, RpcHandler } from './rpc-handler.js';

/** What handlers are asked. */
export interface Question {
  readonly path: string;
  /** The request, or the stream of requests. */
  readonly input: unknown;
  readonly info: CallInfo;
  /** Takes what a handler threw, and gives the answer for it. */
  readonly onThrow: (cause: unknown) => Reply;
}

/**
 * Asks the handlers of the lists in order until one answers; undefined when none does. A promise only where a handler
 * takes its time, so that a plain answer leaves in the same turn.
 */
export function askHandlers(lists: readonly HandlerList[], question: Question): unknown | Promise<unknown> {
  const candidates = lists.flatMap((list) =>
    list.empty ? [] : list.candidates(question.path, question.info.key.label),
  );
  return candidates.length === 0 ? undefined : askFrom(candidates, question);
}

/** The same where the answer is one message. */
export function askForReply(
  lists: readonly HandlerList[],
  question: Question,
): Reply | undefined | Promise<Reply | undefined> {
  const said = askHandlers(lists, question);
  return isThenable(said) ? said.then(replied) : replied(said);
}

const replied = (said: unknown): Reply | undefined => (said === undefined ? undefined : toReply(said));

function askFrom(candidates: readonly Candidate[], question: Question): unknown {
  for (const [at, { handler, take, giveBack }] of candidates.entries()) {
    const nth = take();
    if (nth === undefined) continue;
    const answer = run(handler, question, nth);
    if (isThenable(answer)) {
      return Promise.resolve(answer).then(
        (later) => {
          if (later !== undefined) return later;
          giveBack();
          return askFrom(candidates.slice(at + 1), question);
        },
        (cause) => thrown(cause, question),
      );
    }
    if (answer !== undefined) return answer;
    giveBack();
  }
  return undefined;
}

function run(handler: RpcHandler, question: Question, nth: number): unknown {
  const { input, info } = question;
  const wait = waitOf(handler.delay);
  try {
    return wait === 0
      ? handler.respond(input, info, nth)
      : delay(wait, info.signal).then(() => handler.respond(input, info, nth));
  } catch (cause) {
    return thrown(cause, question);
  }
}

const thrown = (cause: unknown, { onThrow }: Question): unknown => (isReply(cause) ? cause : onThrow(cause));

function waitOf(delayMs: RpcHandler['delay']): number {
  if (typeof delayMs === 'number') return delayMs;
  const [min, max] = delayMs;
  return min + Math.random() * (max - min);
}

/** By its shape: a promise of another realm is not an instance of this one's `Promise`. */
function isThenable(thing: unknown): thing is Promise<unknown> {
  return typeof thing === 'object' && thing !== null && 'then' in thing && typeof thing.then === 'function';
}
