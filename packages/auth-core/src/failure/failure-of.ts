import type { Failure } from './failure-types.js';
import { type FailureKind, KINDS } from './kinds.js';
import { reasonRow } from './reasons.js';

/** What a caller knows beyond the kind. What is left out, or undefined, comes from the tables. */
export type FailureMore = {
  readonly [K in keyof Omit<Failure, 'kind' | 'billed' | 'exitCode' | 'docs'>]?: Failure[K] | undefined;
};

/**
 * Builds a `Failure` from the tables of kinds and reasons. `billed`, `exitCode` and `docs` follow from them.
 *
 * @example
 * failureOf('key-unknown-name', { remedy: 'Did you mean project_2?' }).exitCode; // 3
 * failureOf('tls', { reason: 'certificate-expired' }).remedy; // The server's certificate has expired: …
 */
export function failureOf(kind: FailureKind, more: FailureMore = {}): Failure {
  const { summary: _, ...facts } = KINDS[kind];
  const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  const failure: Omit<Failure, 'billed'> = { kind, ...facts, ...reasonRow(kind, more.reason), ...given };
  return { ...failure, billed: failure.reached === 'yes' };
}
