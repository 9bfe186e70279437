import { buildFailure, type FailureMore } from './build-failure.js';
import type { Failure } from './failure.js';
import type { FailureKind } from './kinds.js';
import { HERE, type OwnFacts } from './tables/kind-row.js';

/**
 * As `failureOf`, from a group of kinds of this side: what throws only these has no need of the sentences about TLS,
 * gateways and answers, and a bundle leaves them out.
 *
 * @example localFailure(KEY_KINDS, 'key-missing').exitCode; // 3
 */
export function localFailure<K extends FailureKind>(
  group: Readonly<Record<K, OwnFacts>>,
  kind: K,
  more: FailureMore = {},
): Failure<K> {
  return buildFailure(kind, { ...HERE, ...group[kind] }, more);
}
