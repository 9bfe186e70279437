import { rpcList } from '@dlubal-kit/protos';

/**
 * Default time limit of a call, in milliseconds. A limit is always set, because a peer that accepts a connection
 * and never answers would hold the call for ever. A minute is longer than any look-up takes.
 */
export const DEFAULT_DEADLINE_MS = 60_000;

/**
 * Default time limit of calls that do work in the model, in milliseconds: an hour. One that is given up is billed all
 * the same, and the server goes on calculating.
 */
export const WORK_DEADLINE_MS = 3_600_000;

const LONG: ReadonlySet<string> = new Set(
  rpcList.filter(({ duration }) => duration === 'long').map(({ name }) => name),
);

/** The default time limit of a method, by its name on the wire. */
export function defaultDeadlineMs(method: string): number {
  return LONG.has(method) ? WORK_DEADLINE_MS : DEFAULT_DEADLINE_MS;
}
