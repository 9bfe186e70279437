import type { OwnFacts, ReasonRow } from './kind-row.js';

/** One row of signs before its kind and reason are checked against all tables, which `signs.ts` does. */
interface SignRow {
  readonly pattern: RegExp;
  readonly kind: string;
  readonly reason?: string | ((match: RegExpExecArray) => string);
  readonly status?: readonly number[] | 'any';
  readonly evenFromGrpc?: true;
}

/** A table of failures: the kinds of one topic, their finer causes, and the words by which they are recognised. */
export interface Topic {
  readonly kinds: Readonly<Record<string, OwnFacts>>;
  readonly reasons: Readonly<Record<string, Readonly<Record<string, ReasonRow>>>>;
  readonly signs: readonly SignRow[];
}
