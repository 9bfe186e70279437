import { buildFailure, type FailureMore } from './build-failure.js';
import type { Failure } from './failure.js';
import { type FailureKind, KINDS } from './kinds.js';
import { reasonRow } from './reasons.js';

/**
 * Builds a `Failure` from the tables of kinds and reasons. `exitCode` and `docs` follow from them. In the
 * sentences given, keys are masked and characters that a terminal obeys are replaced.
 *
 * @example
 * failureOf('key-unknown-name', { remedy: 'Did you mean project_2?' }).exitCode; // 3
 * failureOf('tls', { reason: 'certificate-expired' }).happened; // The server's certificate has expired.
 */
export function failureOf<K extends FailureKind>(kind: K, more: FailureMore = {}): Failure<K> {
  return buildFailure(kind, KINDS[kind], more, reasonRow(kind, more.reason));
}
