import type { Schema } from '@cfworker/json-schema';
import { enumValues, type FieldKind, messageFields } from '@dlubal-kit/protos';

export const BASE64: Schema = {
  type: 'string',
  contentEncoding: 'base64',
  pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
};

const INT32: Schema = { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };

const SCALARS: Readonly<Record<string, Schema>> = {
  string: { type: 'string' },
  bool: { type: 'boolean' },
  int32: INT32,
  bytes: BASE64,
};

/** Where the schema of a message is in the scenario's schema. */
export function messageRef(type: string): Schema {
  return { $ref: `#/definitions/${type}` };
}

/** One schema per message, made from the table by which the codecs check what they get. */
export function messageDefinitions(): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(messageFields).map(([type, fields]) => [
      type,
      { type: 'object', properties: mapValues(fields, fieldSchema), additionalProperties: false },
    ]),
  );
}

function fieldSchema(kind: FieldKind | readonly [FieldKind]): Schema {
  if (typeof kind !== 'string') return { type: 'array', items: fieldSchema(kind[0]) };
  return scalarSchema(kind) ?? messageRef(kind);
}

/** The schema of a field that is not a message. An enum has a name, or a number that its list does not have yet. */
export function scalarSchema(kind: FieldKind): Schema | undefined {
  const names = enumValues[kind];
  return names === undefined ? SCALARS[kind] : { anyOf: [{ enum: Object.keys(names) }, INT32] };
}

export function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  make: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value)]));
}
