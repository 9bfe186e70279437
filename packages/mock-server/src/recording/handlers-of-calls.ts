import type { FileAnswer, FileHandler, FileMessage } from '../scenario/scenario-types.js';
import type { RecordedCall } from './recorded-answer.js';

type Kept = Extract<RecordedCall, { kind: 'kept' }>;

/** A call with its position in the recording, from 1. */
export interface Positioned {
  readonly at: number;
  readonly call: Kept;
}

/**
 * Handlers that answer as was recorded: one for each request of a key, with a sequence where its answers differed.
 * A request that says more comes first, since a handler answers every request that holds what it asks for.
 */
export function handlersOfCalls(calls: readonly Positioned[]): FileHandler[] {
  const groups = new Map<string, Positioned[]>();
  for (const one of calls) {
    const { method, key, request } = one.call;
    const id = JSON.stringify([method, key, request]);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [one]);
    else group.push(one);
  }
  const manyKeys = new Set(calls.map(({ call }) => call.key)).size > 1;
  return [...groups.values()]
    .sort(([a], [b]) => said(b?.call.request) - said(a?.call.request))
    .map((group) => handlerOf(group, manyKeys));
}

/** How many values a request holds. */
function said(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 1;
  return Object.values(data).reduce((sum: number, value) => sum + said(value), 0);
}

function handlerOf(group: readonly Positioned[], withKey: boolean): FileHandler {
  const { method, key, request } = (group[0] as Positioned).call;
  const answers = joined(group);
  const [first] = answers;
  return {
    method,
    ...(withKey ? { key } : {}),
    ...whenOf(request),
    ...(answers.length === 1 ? first : { sequence: answers }),
  };
}

const whenOf = (request: FileMessage): Pick<FileHandler, 'when'> =>
  Object.keys(request).length === 0 ? {} : { when: { request } };

/** The answers in order. What the last calls have in common is said once: a sequence goes on with its last answer. */
function joined(group: readonly Positioned[]): FileAnswer[] {
  const texts = group.map(({ call }) => JSON.stringify(call.answer));
  let end = group.length - 1;
  while (end > 0 && texts[end - 1] === texts[end]) end -= 1;
  const apart = group.slice(0, end).map(({ at, call }) => ({ ...call.answer, calls: [at] }));
  const tail = group.slice(end);
  return [...apart, { ...tail[0]?.call.answer, calls: tail.map(({ at }) => at) }];
}
