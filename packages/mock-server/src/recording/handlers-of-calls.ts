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
    groups.set(id, [...(groups.get(id) ?? []), one]);
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
  const answers = group.map(({ at, call }) => ({ ...call.answer, calls: [at] }));
  const same = (a: FileAnswer, b: FileAnswer): boolean =>
    JSON.stringify({ ...a, calls: 0 }) === JSON.stringify({ ...b, calls: 0 });
  for (let last = answers.at(-1), before = answers.at(-2); last && before && same(last, before); ) {
    answers.splice(-2, 2, { ...last, calls: [...before.calls, ...last.calls] });
    last = answers.at(-1);
    before = answers.at(-2);
  }
  return answers;
}
