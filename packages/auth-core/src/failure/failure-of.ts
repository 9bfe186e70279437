import { redact } from '../redaction/redact.js';
import { replaceObeyed } from '../text/hidden-characters.js';
import type { Failure } from './failure.js';
import { type FailureKind, KINDS } from './kinds.js';
import { reasonRow } from './reasons.js';

/** What a caller knows beyond the kind. What is left out, or undefined, comes from the tables. */
export type FailureMore = {
  readonly [K in keyof Omit<Failure, 'kind' | 'exitCode' | 'docs'>]?: Failure[K] | undefined;
};

/**
 * Builds a `Failure` from the tables of kinds and reasons. `exitCode` and `docs` follow from them. In the
 * sentences given, keys are masked and characters that a terminal obeys are replaced.
 *
 * @example
 * failureOf('key-unknown-name', { remedy: 'Did you mean project_2?' }).exitCode; // 3
 * failureOf('tls', { reason: 'certificate-expired' }).happened; // The server's certificate has expired.
 */
export function failureOf<K extends FailureKind>(kind: K, more: FailureMore = {}): Failure<K> {
  const known = Object.entries(more).filter(([, value]) => value !== undefined);
  const given: Partial<Failure> = Object.fromEntries(known.map(safe));
  return { kind, ...KINDS[kind], ...reasonRow(kind, more.reason), ...given } as Failure<K>;
}

const keptLineFeed = (character: string): string => (character === '\n' ? '\n' : '?');

/** A sentence as it may be printed: no key, nothing that a terminal obeys. */
const safe = ([name, value]: [string, unknown]): [string, unknown] => [
  name,
  typeof value === 'string' ? redact(replaceObeyed(value, keptLineFeed)) : value,
];
