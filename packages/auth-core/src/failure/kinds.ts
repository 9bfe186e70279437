import { ANSWER } from './tables/answer.js';
import { CONNECTION } from './tables/connection.js';
import { GATEWAY } from './tables/gateway.js';
import {
  ANSWERED,
  HERE,
  type KindRow,
  ON_THE_WAY,
  type OwnFacts,
  type SharedFacts,
} from './tables/kind-row.js';
import { LOCAL } from './tables/local/local.js';
import { REFUSALS, type RefusalKind, type RefusalTable } from './tables/refusals.js';
import { TLS } from './tables/tls.js';

/** What went wrong: one vocabulary for errors, exit codes, matchers and docs pages. */
export type FailureKind =
  | keyof typeof LOCAL.kinds
  | keyof typeof CONNECTION.kinds
  | keyof typeof TLS.kinds
  | keyof typeof GATEWAY.kinds
  | RefusalKind
  | keyof typeof ANSWER.kinds;

/** The rows of a table of refusals, without what only the classifier and the mock server need. */
export function refusalKinds(table: RefusalTable): Record<string, KindRow> {
  const facts = Object.entries(table).map(([kind, { exitCode, happened, remedy, official }]) => [
    kind,
    { exitCode, happened, remedy, ...(official === undefined ? {} : { official }) },
  ]);
  return complete(Object.fromEntries(facts), ANSWERED);
}

function complete<K extends string>(group: Record<K, OwnFacts>, shared: SharedFacts): Record<K, KindRow> {
  const rows = Object.entries<OwnFacts>(group).map(([kind, own]) => [kind, { ...shared, ...own }]);
  return Object.fromEntries(rows) as Record<K, KindRow>;
}

/**
 * All kinds of failure. The docs pages, the exit codes of `dlubal-auth`, the matchers and the mock server's answers are
 * views of this table.
 *
 * @example
 * KINDS['access-restricted'].exitCode; // 5
 */
export const KINDS: Readonly<Record<FailureKind, KindRow>> = {
  ...complete(LOCAL.kinds, HERE),
  ...complete(CONNECTION.kinds, ON_THE_WAY),
  ...complete(TLS.kinds, ON_THE_WAY),
  ...complete(GATEWAY.kinds, ON_THE_WAY),
  ...(refusalKinds(REFUSALS) as Record<RefusalKind, KindRow>),
  ...complete(ANSWER.kinds, ANSWERED),
};

/** Whether a text is the name of a kind. */
export function isFailureKind(text: unknown): text is FailureKind {
  return typeof text === 'string' && Object.hasOwn(KINDS, text);
}
