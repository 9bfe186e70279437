import { redact } from '../redaction/redact.js';
import { replaceObeyed } from '../text/hidden-characters.js';
import type { Failure } from './failure.js';
import type { FailureKind } from './kinds.js';
import type { KindRow, ReasonRow } from './tables/kind-row.js';
import { failurePage } from './tables/site-address.js';

/** What a caller knows beyond the kind. What is left out, or undefined, comes from the tables. */
export type FailureMore = {
  readonly [K in keyof Omit<Failure, 'kind' | 'exitCode' | 'docs'>]?: Failure[K] | undefined;
};

/** A `Failure` from the rows of its kind and reason, whatever table they are in. */
export function buildFailure<K extends FailureKind>(
  kind: K,
  row: KindRow,
  more: FailureMore,
  reason?: ReasonRow,
): Failure<K> {
  const known = Object.entries(more).filter(([, value]) => value !== undefined);
  const given: Partial<Failure> = Object.fromEntries(known.map(safe));
  const { official: _official, ...facts } = row;
  return { kind, ...facts, ...reason, ...given, docs: failurePage(kind) } as Failure<K>;
}

const keptLineFeed = (character: string): string => (character === '\n' ? '\n' : '?');

/** A sentence as it may be printed: no key, nothing that a terminal obeys. */
const safe = ([name, value]: [string, unknown]): [string, unknown] => [
  name,
  typeof value === 'string' ? redact(replaceObeyed(value, keptLineFeed)) : value,
];
