import { CHECKED_LATER, checkFields, type FieldChecks, LIST, MisuseError, TEXT } from '@dlubal-kit/auth-core';
import { holds } from '../journal/call-filter.js';
import { isBytes } from '../wire/bytes.js';
import { type Expression, linearExpressions } from './linear-expressions.js';

/** What is asked of a field where the field itself is not given: one of these. */
export interface FieldPattern {
  /** A regular expression that has a match somewhere in the text. */
  readonly matches?: string;
  /** A part of the text or of the bytes; of a list, an item. */
  readonly contains?: unknown;
  /** Values, of which the field has one. */
  readonly oneOf?: readonly unknown[];
}

/** What each kind of field can be asked. */
export const OFFERED = {
  text: ['matches', 'contains', 'oneOf'],
  bytes: ['contains', 'oneOf'],
  list: ['contains'],
  value: ['oneOf'],
} as const satisfies Readonly<Record<string, readonly (keyof FieldPattern)[]>>;

/** What a field is, as far as patterns care. */
export type PatternKind = keyof typeof OFFERED;

/** A test of a field, in the form in which the runners have theirs. */
export interface FieldTest {
  asymmetricMatch(value: unknown): boolean;
  toString(): string;
}

/** A field of which something is asked. */
export interface AskedField {
  /** Its name, for messages. */
  readonly name: string;
  readonly kind: PatternKind;
  /** A value of the file in the form of decoded messages. */
  readonly literal?: (value: unknown) => unknown;
}

/**
 * Makes a test of the pattern of a field.
 *
 * @throws {MisuseError} when it is not a pattern that the field can have.
 */
export type TestMaker = (pattern: object, field: AskedField) => FieldTest;

const FIELDS: FieldChecks<FieldPattern> = { matches: TEXT, contains: CHECKED_LATER, oneOf: LIST };

/** Makes the tests of one file, whose expressions are bounded together. */
export function fieldTests(): TestMaker {
  const expressionOf = linearExpressions();
  return (pattern, { name, kind, literal = (value) => value }) => {
    const chosen = soleName(pattern, name, kind);
    const test = TESTS[chosen](pattern as FieldPattern, { expressionOf, literal, name });
    const shown = JSON.stringify(pattern);
    return { asymmetricMatch: test, toString: () => shown };
  };
}

function soleName(pattern: object, field: string, kind: PatternKind): keyof FieldPattern {
  checkFields<FieldPattern>(pattern, FIELDS, `the pattern of ${field}`);
  const names = Object.keys(pattern);
  const offered: readonly string[] = OFFERED[kind];
  const [name] = names;
  if (names.length === 1 && offered.includes(name ?? '')) return name as keyof FieldPattern;
  throw unfit(
    field,
    `has ${names.join(' and ') || 'nothing'}`,
    `Give one of ${offered.join(', ')}, or the value itself.`,
  );
}

const unfit = (field: string, what: string, remedy: string): MisuseError =>
  new MisuseError(`The pattern of ${field} ${what}.`, remedy);

interface Tools {
  readonly expressionOf: (source: string, field: string) => Expression;
  readonly literal: (value: unknown) => unknown;
  readonly name: string;
}

const TESTS: Readonly<
  Record<keyof FieldPattern, (pattern: FieldPattern, tools: Tools) => FieldTest['asymmetricMatch']>
> = {
  matches: ({ matches = '' }, { expressionOf, name }) => {
    const expression = expressionOf(matches, name);
    return (value) => typeof value === 'string' && expression(value);
  },
  contains: ({ contains }, { literal, name }) => {
    const part = literal(contains);
    if (part === '' || (isBytes(part) && part.length === 0)) {
      throw unfit(name, 'asks for a part with nothing in it', 'Give the part that must be there.');
    }
    return (value) => hasPart(value, part);
  },
  oneOf: ({ oneOf = [] }, { literal, name }) => {
    if (oneOf.length === 0)
      throw unfit(name, 'has an empty list', 'Give the values of which the field has one.');
    const values = oneOf.map(literal);
    return (value) => values.some((one) => holds(value, one));
  },
};

function hasPart(value: unknown, part: unknown): boolean {
  if (typeof value === 'string') return typeof part === 'string' && value.includes(part);
  if (isBytes(value)) return isBytes(part) && Buffer.from(value).includes(Buffer.from(part));
  return Array.isArray(value) && value.some((item) => holds(item, part));
}
