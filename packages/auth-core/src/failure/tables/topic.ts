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

type Reasons = Topic['reasons'];

/** What the types keep of a topic: names, and no sentence, which every program's types would repeat. */
export interface TypedTopic<K extends string, R extends Reasons, S> {
  readonly kinds: Readonly<Record<K, OwnFacts>>;
  readonly reasons: { readonly [P in keyof R]: Readonly<Record<keyof R[P] & string, ReasonRow>> };
  readonly signs: S;
}

/** A table of one topic. Every call is marked as pure, so that bundlers leave out what nobody asks for. */
export const topic = <K extends string, R extends Reasons, const S extends Topic['signs']>(table: {
  readonly kinds: Readonly<Record<K, OwnFacts>>;
  readonly reasons: R;
  readonly signs: S;
}): TypedTopic<K, R, S> => table as TypedTopic<K, R, S>;

/** Kinds alone, typed as those of a topic. */
export const kindRows = <K extends string>(
  rows: Readonly<Record<K, OwnFacts>>,
): Readonly<Record<K, OwnFacts>> => rows;
