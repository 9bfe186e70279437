import { ANSWER_KINDS } from './tables/answer-kinds.js';
import { CONNECTION_KINDS } from './tables/connection-kinds.js';
import type { KindRow, OwnFacts } from './tables/kind-row.js';
import { LOCAL_KINDS } from './tables/local-kinds.js';
import { REFUSALS, type RefusalKind, type RefusalTable } from './tables/refusals.js';

/** What went wrong: one vocabulary for errors, exit codes, matchers and docs pages. */
export type FailureKind =
  | keyof typeof LOCAL_KINDS
  | keyof typeof CONNECTION_KINDS
  | keyof typeof ANSWER_KINDS
  | RefusalKind;

/** The rows of a table of refusals, without what only the classifier and the mock server need. */
export function refusalKinds(table: RefusalTable): Record<string, KindRow> {
  const facts = Object.entries(table).map(([kind, { exitCode, happened, remedy, docs }]) => [
    kind,
    { exitCode, happened, remedy, ...(docs === undefined ? {} : { docs }) },
  ]);
  return complete(Object.fromEntries(facts), ANSWERED);
}

type Shared = Pick<KindRow, 'origin' | 'billed' | 'retryable'>;

/** An answer of the server is billed, whatever it says (docs/facts/wire.md, Metering). */
const ANSWERED: Shared = { origin: 'server', billed: 'yes', retryable: false };

function complete<K extends string>(group: Record<K, OwnFacts>, shared: Shared): Record<K, KindRow> {
  const rows = Object.entries<OwnFacts>(group).map(([kind, own]) => [kind, { ...shared, ...own }]);
  return Object.fromEntries(rows) as Record<K, KindRow>;
}

/**
 * The one table of failures. The docs pages, the exit codes of `dlubal-auth`, the matchers and the mock
 * server's answers are views of it.
 *
 * @example
 * KINDS['access-restricted'].exitCode; // 5
 */
export const KINDS: Readonly<Record<FailureKind, KindRow>> = {
  ...complete(LOCAL_KINDS, { origin: 'local', billed: 'no', retryable: false }),
  ...complete(CONNECTION_KINDS, { origin: 'transport', billed: 'no', retryable: false }),
  ...(refusalKinds(REFUSALS) as Record<RefusalKind, KindRow>),
  ...complete(ANSWER_KINDS, ANSWERED),
};

/** Tells whether a text is the name of a kind. */
export function isFailureKind(text: unknown): text is FailureKind {
  return typeof text === 'string' && Object.hasOwn(KINDS, text);
}
