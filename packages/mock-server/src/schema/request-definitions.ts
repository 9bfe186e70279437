import type { Schema } from '@cfworker/json-schema';
import { type FieldKind, messageFields, rpcList } from '@dlubal-kit/protos';
import { OFFERED, type PatternKind } from '../patterns/field-patterns.js';
import { patternKind } from '../patterns/pattern-kind.js';
import { ifThen } from './if-then.js';
import { mapValues, scalarSchema } from './message-definitions.js';

/** Where the schema of a request's fields is, in which patterns can take the place of values. */
export function requestRef(type: string): Schema {
  return { $ref: `#/definitions/when.${type}` };
}

/** One schema for the fields of each message that is in a request. */
export function requestDefinitions(): Record<string, Schema> {
  const types = new Set<string>();
  for (const { requestType } of rpcList) collect(requestType, types);
  return Object.fromEntries(
    [...types].map((type) => [
      `when.${type}`,
      {
        type: 'object',
        properties: mapValues(messageFields[type] ?? {}, fieldSchema),
        additionalProperties: false,
      },
    ]),
  );
}

function collect(type: string, into: Set<string>): void {
  if (into.has(type)) return;
  into.add(type);
  for (const kind of Object.values(messageFields[type] ?? {}).flat())
    if (Object.hasOwn(messageFields, kind)) collect(kind, into);
}

function fieldSchema(kind: FieldKind | readonly [FieldKind]): Schema {
  if (typeof kind !== 'string') {
    const item = itemSchema(kind[0]);
    return orPattern({ type: 'array', items: item }, patternSchema('list', item));
  }
  return itemSchema(kind);
}

function itemSchema(kind: FieldKind): Schema {
  const scalar = scalarSchema(kind);
  return scalar === undefined
    ? requestRef(kind)
    : orPattern(scalar, patternSchema(patternKind(kind), scalar));
}

const orPattern = (value: Schema, pattern: Schema): Schema => ifThen({ type: 'object' }, pattern, value);

/** A pattern that a kind of field can have. */
export function patternSchema(kind: PatternKind, value: Schema): Schema {
  const fields: Readonly<Record<string, Schema>> = {
    matches: {
      type: 'string',
      description: "A regular expression in RE2's syntax, found anywhere in the text.",
    },
    contains: { ...value, description: kind === 'list' ? 'An item of the list.' : 'A part of it.' },
    oneOf: { type: 'array', minItems: 1, items: value, description: 'Values, of which it has one.' },
  };
  const offered: readonly string[] = OFFERED[kind];
  return {
    type: 'object',
    properties: Object.fromEntries(offered.map((name) => [name, fields[name] ?? {}])),
    additionalProperties: false,
    oneOf: offered.map((name) => ({ required: [name] })),
  };
}
