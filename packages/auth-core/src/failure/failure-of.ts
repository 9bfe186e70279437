import type { Failure } from './failure-types.js';
import { type FailureKind, KINDS } from './kinds.js';

/** What a caller knows beyond the kind. What is left out, or undefined, comes from the table. */
export type FailureMore = {
  readonly [K in 'reason' | 'origin' | 'status' | 'retryable' | 'reached' | 'remedy' | 'serverMessage']?:
    | Failure[K]
    | undefined;
};

/**
 * Builds a `Failure` from the table of kinds. `billed` and `exitCode` follow and cannot be set.
 *
 * @example
 * failureOf('key-unknown-name', { remedy: 'Did you mean project_2?' }).exitCode; // 3
 */
export function failureOf(kind: FailureKind, more: FailureMore = {}): Failure {
  const { summary: _, ...facts } = KINDS[kind];
  const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  const failure = { kind, ...facts, ...given };
  return { ...failure, billed: failure.reached === 'yes' };
}
